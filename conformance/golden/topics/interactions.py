"""Interactions between groups of atoms."""

from nanome._internal.enums import Commands, Messages
from nanome.api.interactions import Interaction
from nanome.api.interactions.serializers import InteractionSerializer
from oracle import command, message, part


def interaction(n, has_conformers=True):
    made = Interaction()
    made.index = n.i()
    made.kind = n.e(21)
    made.atom1_idx_arr = [n.i(), n.i()]
    made.atom2_idx_arr = [n.i()]
    made.atom1_conformation = n.i() if has_conformers else None
    made.atom2_conformation = n.i() if has_conformers else None
    made.visible = n.b()
    return made


def messages():
    part("Interaction", InteractionSerializer(), interaction)
    part("Interaction.anywhere", InteractionSerializer(), lambda n: interaction(n, False))
    message("create_interactions", Messages.create_interactions, lambda n: [interaction(n), interaction(n, False)],
            ["CreateInteractions", "Interaction"])
    message("get_interactions", Messages.get_interactions,
            lambda n: ([n.i(), n.i()], [n.i()], [n.i()], [n.i()], [n.i()], n.e(21)), ["GetInteractions"])
    message("delete_interactions", Messages.delete_interactions, lambda n: [n.i(), n.i()], ["DeleteInteractions"])
    message("interactions_calc_done", Messages.interactions_calc_done, lambda n: None)


def commands():
    command("create_interactions_result", Commands.create_interactions_result,
            lambda c, n: c.write_long_array([n.i(), n.i()]), lambda n: [n.i(), n.i()], ["CreateInteractions"])
    command("get_interactions_response", Commands.get_interactions_response, interactions,
            lambda n: [interaction(n), interaction(n, False)], ["GetInteractions", "Interaction"])


def interactions(context, n):
    context.write_uint(2)
    for each in [interaction(n), interaction(n, False)]:
        context.write_using_serializer(InteractionSerializer(), each)
