"""What the desk knows: articles, the questions they answer, and the search over both."""
