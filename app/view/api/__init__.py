"""The same rows for machines: one REST resource a model, from the same specs, rights and masks as the screens."""
