"""Letters and visits stay: their sources are sealed for custodians, who hold no key outside."""

from xuncha.foundation.kits.registry import stays

stays(
    "petitions.petition", "petitions.petitionclock", "petitions.petitionstep",
    "petitions.turnedaway", "petitions.petitionrules", "petitions.custodian",
    "petitions.petitionsource", "petitions.sourcekey", "petitions.sourcerequest",
    "petitions.sourceopening", why="来信来访的来源要封给保管人，外出时收到的带回办公室登记",
)  # fmt: skip
