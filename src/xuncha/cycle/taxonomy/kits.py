"""What travels of the taxonomy: all of it, for reading."""

from xuncha.foundation.kits.registry import lent

lent("taxonomy.taxonomy", "taxonomy.taxonomynode", "taxonomy.taxonomymatch")
