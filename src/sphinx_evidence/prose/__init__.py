"""The prose meter: what the sentences of each chapter do, and the budgets that they keep."""
