"""What the engine holds of other projects: copies, renewed with their licences."""
