"""Controls, layouts and pages that every feature is made of."""
