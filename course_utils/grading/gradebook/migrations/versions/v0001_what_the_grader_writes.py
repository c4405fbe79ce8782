"""What the grader writes: students, runs, results and their questions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first four tables."""
    op.create_table(
        "students",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_students"),
        sa.UniqueConstraint("name", name="uq_students_name"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("course_version", sa.Text, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    _make_results()
    _make_questions()


def _make_results():
    op.create_table(
        "results",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("marks", sa.Float(53), nullable=False),
        sa.Column("points", sa.Float(53), nullable=False),
        sa.Column("seconds", sa.Float(53), nullable=False),
        sa.Column("cpu_seconds", sa.Float(53), nullable=False),
        sa.Column("memory_mb", sa.Float(53), nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("unsealed", sa.JSON, nullable=False),
        sa.Column("handed_in", sa.DateTime(timezone=True)),
        sa.Column("graded_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_results_run_id"),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name="fk_results_student_id"),
        sa.UniqueConstraint(
            *("run_id", "student_id", "exercise", "key"),
            name="uq_results_run_id_student_id_exercise_key",
        ),
    )
    for column in ("student_id", "exercise", "key"):
        op.create_index(f"ix_results_{column}", "results", [column])


def _make_questions():
    op.create_table(
        "question_results",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("result_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("credit", sa.Float(53), nullable=False),
        sa.Column("points", sa.Float(53), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question_results"),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], name="fk_question_results_result_id"
        ),
        sa.UniqueConstraint("result_id", "position", name="uq_question_results_result_id_position"),
    )
