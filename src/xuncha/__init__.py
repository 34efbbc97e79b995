"""巡察工作平台 Xuncha: the open system on which a district runs its inspection work."""

__version__ = "0.1.0"
