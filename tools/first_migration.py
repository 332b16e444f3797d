"""Write the first revision of the database again from the tables.

Until the first release there is one revision, and databases made from an older one are thrown away. From the release on
this program goes, and a change brings a revision of its own (``CONTRIBUTING.md``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from inkpost.store.embedded import embedded
from inkpost.store.tables import metadata
from inkpost.store.tables.exchange_lists import TUNING

TARGET = Path(__file__).parents[1] / "src/inkpost/store/migrations/versions/0001_the_first_tables.py"
HEAD = '''"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The queue's tables are its library's; a new version of it brings its own migration, for a revision here to run.
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
'''
FOOT = """

def downgrade() -> None:
    raise RuntimeError("there is nothing before the first revision: drop the database instead")
"""


def operations(url: str) -> str:
    """The calls that make every table in an empty database, as text."""
    with create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": metadata})
        found = produce_migrations(context, metadata).upgrade_ops
        if found is None:
            raise RuntimeError("there are no tables")
        return str(render_python_code(found, migration_context=context))


def main() -> None:
    """Write the file and put it into the project's form."""
    with tempfile.TemporaryDirectory() as folder:
        database = embedded(Path(folder))
        try:
            made = operations(database.start())
        finally:
            database.release()
    tuning = "".join(f"\n    op.execute({statement!r})" for statement in TUNING)
    TARGET.write_text(HEAD + made + tuning + FOOT)
    here = Path(sys.executable).parent
    for act in (["check", "--quiet", "--fix-only", str(TARGET)], ["format", "--quiet", str(TARGET)]):
        subprocess.run([here / "ruff", *act], check=True)


if __name__ == "__main__":
    main()
