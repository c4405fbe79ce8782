"""What was taken away by hand, what a run left aside, and why a notebook ran cold."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make two more tables, and one more column of a result."""
    op.add_column(
        "results", sa.Column("why_cold", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    op.create_table(
        "removals",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("student_id", sa.Integer),
        sa.Column("run_id", sa.Integer),
        sa.Column("is_back", sa.Boolean, nullable=False),
        *(_text("by"), _text("reason")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_removals"),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name="fk_removals_student_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_removals_run_id"),
    )
    op.create_table(
        "left_aside",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        *(_text("origin"), _text("reason"), _text("student"), _text("exercise")),
        sa.PrimaryKeyConstraint("id", name="pk_left_aside"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_left_aside_run_id"),
    )
    op.create_index("ix_left_aside_run_id", "left_aside", ["run_id"])


def _text(name):
    return sa.Column(name, sa.Text, nullable=False)
