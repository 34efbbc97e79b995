"""整改方案: three lists, checked for coverage, reviewed by several parties, approved by hash."""
