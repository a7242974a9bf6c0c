"""Pure domain: values and rules. No I/O, no clock, no ids made here: today and new ids are passed in."""
