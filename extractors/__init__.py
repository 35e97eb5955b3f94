"""Layer 2: pure functions from text and a `Pack` to mentions, and from mentions to claims."""
