"""Measurements: each module prints what it measured, as text or with --json."""
