"""Macros."""

from nanome._internal.enums import Commands, Messages
from nanome.api.macro import Macro
from nanome.api.macro.serializers import MacroSerializer
from oracle import command, line_of_default, message, part


def macro(n):
    return Macro(n.t(), n.t())


def messages():
    part("Macro", MacroSerializer(), macro, rounds=1)
    line_of_default("Macro", MacroSerializer(), Macro())
    for case in ["save_macro", "delete_macro"]:
        message(case, Messages[case], lambda n: (macro(n), n.b(), n.t()), rounds=3)
    message("run_macro", Messages.run_macro, macro, ["RunMacro"])
    message("stop_macro", Messages.stop_macro, lambda n: None)
    message("get_macros", Messages.get_macros, lambda n: n.t())


def commands():
    command("get_macros_response", Commands.get_macros_response, macros, lambda n: [macro(n), macro(n)])
    command("run_macro_result", Commands.run_macro_result, ran, lambda n: n.b(), ["RunMacro"], rounds=2)


def macros(context, n):
    context.write_uint(2)
    for each in [macro(n), macro(n)]:
        context.write_using_serializer(MacroSerializer(), each)


def ran(context, n):
    if context.get_version_table()["RunMacro"] >= 1:
        context.write_bool(n.b())
