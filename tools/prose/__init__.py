"""What authors should read once more: forms that are no English, findings that are said twice."""
