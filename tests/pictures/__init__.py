"""Laws that pictures keep: inside their drawing, in the order of time, legible, escaped."""
