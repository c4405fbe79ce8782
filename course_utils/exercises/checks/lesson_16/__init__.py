"""All that only lesson 16 uses to judge its answers: Attention and language models."""
