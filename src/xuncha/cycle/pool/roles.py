"""The role of those who are drawn into teams: what they see beyond it comes by authorisation."""

from xuncha.foundation.accounts.roles import Family, Role, register

INSPECTOR = "inspector"

register(
    Role(INSPECTOR, "巡察干部", Family.BUSINESS, "查看自己的人才库档案，申报关系，参加获授权的巡察")
)
