"""Pictures of plans: pure geometry from plain values to view models of ready strings. No I/O, no markup, no colours."""
