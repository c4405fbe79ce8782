"""What Alembic runs for a migration: everything within the transaction that it is handed."""

from alembic import context

from course_utils.grading.gradebook.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    target_metadata=Base.metadata,
)
with context.begin_transaction():
    context.run_migrations()
