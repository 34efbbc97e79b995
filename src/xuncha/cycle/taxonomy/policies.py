"""The frames are no secret inside the work."""

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE_DIRECTOR
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyMatch, TaxonomyNode
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


class _OpenPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(BUSINESS), "全部")

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*BUSINESS) or actor.grants else NOTHING


@access.register(Taxonomy)
class TaxonomyPolicy(_OpenPolicy):
    acts = {"create": Act("建立问题分类版本", frozenset({OFFICE_DIRECTOR}))}


@access.register(TaxonomyNode)
class TaxonomyNodePolicy(_OpenPolicy):
    pass


@access.register(TaxonomyMatch)
class TaxonomyMatchPolicy(_OpenPolicy):
    pass
