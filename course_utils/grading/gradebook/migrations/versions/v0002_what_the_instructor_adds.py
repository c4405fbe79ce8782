"""What the instructor adds: overrides, comments and deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make three more tables; what the grader wrote stays as it is."""
    _make_notes("overrides", [sa.Column("marks", sa.Float(53)), _text("reason")])
    _make_notes("comments", [_text("text")])
    op.create_table(
        "deadlines",
        _text("exercise"),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grace_minutes", sa.Float(53), nullable=False),
        sa.Column("percent_per_day", sa.Float(53), nullable=False),
        sa.Column("floor_percent", sa.Float(53), nullable=False),
        sa.Column("cutoff_days", sa.Float(53)),
        sa.PrimaryKeyConstraint("exercise", name="pk_deadlines"),
    )


def _make_notes(table, columns):
    """Make a table of what somebody says of a student's exercise or of one question in it."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        _text("exercise"),
        sa.Column("question", sa.Text),
        *columns,
        _text("by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name=f"fk_{table}_student_id"),
    )
    for column in ("student_id", "exercise"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _text(name):
    return sa.Column(name, sa.Text, nullable=False)
