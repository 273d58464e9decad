"""What is known of languages, as data."""

from synoptic.languages.profile import Profile, languages, profile

__all__ = ["Profile", "languages", "profile"]
