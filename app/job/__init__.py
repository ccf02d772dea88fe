"""Work to be done later: the transactional outbox, its scheduler and worker."""
