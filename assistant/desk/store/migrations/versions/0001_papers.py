"""Papers and their versions."""

import sqlalchemy as sa  # noqa: TID251
from alembic import op  # noqa: TID251

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "papers",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
    )
    op.create_index("papers_by_kind", "papers", ["kind", "updated"])
    op.create_table(
        "versions",
        sa.Column("paper", sa.String(32), sa.ForeignKey("papers.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("paper", "version", name="one_body_per_version"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("versions")
    op.drop_table("papers")
