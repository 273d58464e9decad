"""What stands in one article: sentences, mentions, quotes, figures, dates and credits."""
