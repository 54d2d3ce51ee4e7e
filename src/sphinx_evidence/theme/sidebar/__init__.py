"""The sidebar of the theme, made once in a build."""
