"""Marks in the formats that schools import: one module a format, plain data in, a file out."""
