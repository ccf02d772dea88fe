"""Base classes of every table: time, audit columns, scope columns, versions, custom fields, sealed columns."""
