"""Date strings and labelled date lines → DateReading. A text that holds no date gives None.

Reads machine dates (RFC 822, ISO 8601, Unix time) and printed ones in English, Chinese,
Japanese, Korean, German, French, Spanish and Russian. Three readers, from strict to wide:

- `read`: the text as a whole is a date. What stands beside it must be a label, a weekday, a time
  or a zone; a sentence is none. For metadata, and to tell date lines from others.
- `find`: a whole date that stands apart in a line known to be a date line (by X | 7 Nov 2025).
- `stated`: the day that a printed string states, whatever stands round it. For strings known to
  be there for their date, such as a cell of a list or the `monitor dates` filter.

Dates said from now, and dates without a year, are read only where `now` is given. Whether a date
is absurd or lies in the future is for callers to say.
"""

from monitor.dates.reader import read
from monitor.dates.stated import stated
from monitor.dates.within import exact_to_day, find, from_url, is_update

__all__ = ["exact_to_day", "find", "from_url", "is_update", "read", "stated"]
