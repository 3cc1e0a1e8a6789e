"""The values that the golden bytes carry: each field gets a number of its own, in the order in which it is named here.

`crates/protocol/tests/it/fixtures.rs` names the same fields in the same order. A bool has one bit only, so a case comes in
several rounds: in round k a bool is bit k of its number, and two swapped bools differ in some round.
"""

from nanome._internal.structure import _Atom, _Bond, _Chain, _Complex, _Molecule, _Residue, _Substructure, _Workspace
from nanome.api import ui
from nanome.api.ui import serializers as _  # noqa: F401  (registers the kinds of content)
from nanome.api.user import PresenterInfo
from nanome.util import Color, Quaternion, Vector3, enums


class Numbers:
    def __init__(self, round=0):
        self.round = round
        self.last = 0

    def i(self):
        self.last += 1
        return self.last

    def b(self):
        return bool(self.i() >> self.round & 1)

    def f(self):
        return self.i() + 0.25

    def t(self):
        return "t%dé" % self.i()

    def c(self):
        return Color.from_int(0x01020300 + self.i())

    def e(self, count):
        return self.i() % count

    def v(self):
        return Vector3(self.f(), self.f(), self.f())

    def q(self):
        return Quaternion(self.f(), self.f(), self.f(), self.f())

    def d(self):
        return {self.t(): self.t(), self.t(): self.t()}


def atom(n, conformers=1):
    a = _Atom._create()
    a._index = n.i()
    a._unique_identifier = a._index
    a._selected = n.b()
    a._atom_mode = n.e(7)
    a._labeled = n.b()
    a._label_text = n.t()
    a._atom_color = n.c()
    a._atom_scale = n.f()
    a._surface_rendering = n.b()
    a._surface_color = n.c()
    a._surface_opacity = n.f()
    a._hydrogened = n.b()
    a._watered = n.b()
    a._het_atomed = n.b()
    a._het_surfaced = n.b()
    a._symbol = n.t()
    a._serial = n.i()
    a._name = n.t()
    a._positions = [n.v() for _ in range(conformers)]
    a._in_conformer = [n.b() for _ in range(conformers)] if conformers > 1 else [True]
    a._is_het = n.b()
    a._occupancy = n.f()
    a._bfactor = n.f()
    a._acceptor = n.b()
    a._donor = n.b()
    a._polar_hydrogen = n.b()
    a._formal_charge = n.i()
    a._partial_charge = n.f()
    a._atom_type = {"IDATM": n.t()}
    a._display_mode = n.i()
    a._alt_loc = chr(65 + n.e(26))
    return a


def bond(n, atom1, atom2, conformers=1):
    b = _Bond._create()
    b._index = n.i()
    b._kinds = [n.e(5) for _ in range(conformers)]
    b._in_conformer = [n.b() for _ in range(conformers)] if conformers > 1 else [True]
    b._atom1, b._atom2 = atom1, atom2
    return b


def residue(n, conformers=1):
    r = _Residue._create()
    r._index = n.i()
    r._atoms = [atom(n, conformers), atom(n, conformers)]
    r._bonds = [bond(n, r._atoms[0], r._atoms[1], conformers)]
    r._ribboned = n.b()
    r._ribbon_size = n.f()
    r._ribbon_mode = n.e(3)
    r._ribbon_color = n.c()
    r._labeled = n.b()
    r._label_text = n.t()
    r._type = n.t()
    r._serial = n.i()
    r._name = n.t()
    r._secondary_structure = enums.SecondaryStructure(n.e(4))
    r._ignored_alt_locs = [chr(65 + n.e(26)), chr(65 + n.e(26))]
    return r


def chain(n, conformers=1):
    c = _Chain._create()
    c._index = n.i()
    c._set_residues([residue(n, conformers), residue(n, conformers)])
    c._name = n.t()
    return c


def molecule(n, conformers=1):
    m = _Molecule._create()
    m._index = n.i()
    m._set_chains([chain(n, conformers)])
    m._Molecule__conformer_count = conformers
    m._current_conformer = n.e(conformers)
    m._names = [n.t() for _ in range(conformers)]
    m._associateds = [n.d() for _ in range(conformers)]
    return m


def complex(n, conformers=1):
    c = _Complex._create()
    c._index = n.i()
    c._set_molecules([molecule(n, conformers)])
    c._boxed = n.b()
    c._locked = n.b()
    c._visible = n.b()
    c._computing = n.b()
    c._current_frame = n.i()
    c._name = n.t()
    c._index_tag = n.i()
    c._split_tag = n.t()
    c._position = n.v()
    c._rotation = n.q()
    c._remarks = n.d()
    c._selected = False  # The library writes this whatever it is.
    c._surface_dirty = n.b()
    c._surface_refresh_rate = n.f()
    c._box_label = n.t()
    return c


def workspace(n):
    w = _Workspace._create()
    w._complexes = [complex(n), complex(n)]
    w._position = n.v()
    w._rotation = n.q()
    w._scale = n.v()
    return w


def substructure(n, residues):
    s = _Substructure._create()
    s._name = n.t()
    s._residues = residues
    s._structure_type = n.e(4)
    return s


STATES = ("_idle", "_selected", "_highlighted", "_selected_highlighted", "_unusable")


def states(variable, next):
    for state in STATES:
        setattr(variable, state, next())


def button(n, icon):
    b = ui.Button()
    b._content_id = n.i()
    b._name = n.t()
    b._selected = n.b()
    b._unusable = n.b()
    b._disable_on_press = n.b()
    b._toggle_on_press = n.b()
    b._text._active = n.b()
    states(b._text._value, n.t)
    b._text._auto_size = n.b()
    b._text._min_size = n.f()
    b._text._max_size = n.f()
    b._text._size = n.f()
    b._text._underlined = n.b()
    b._text._ellipsis = n.b()
    states(b._text._bold, n.b)
    states(b._text._color, n.c)
    b._text._padding_top = n.f()
    b._text._padding_bottom = n.f()
    b._text._padding_left = n.f()
    b._text._padding_right = n.f()
    b._text._line_spacing = n.f()
    b._text._vertical_align = n.e(3)
    b._text._horizontal_align = n.e(3)
    b._icon._active = n.b()
    states(b._icon._value, icon)
    states(b._icon._color, n.c)
    b._icon._sharpness = n.f()
    b._icon._size = n.f()
    b._icon._ratio = n.f()
    b._icon._position = n.v()
    b._icon._rotation = n.v()
    b._mesh._active = n.b()
    states(b._mesh._enabled, n.b)
    states(b._mesh._color, n.c)
    b._outline._active = n.b()
    states(b._outline._size, n.f)
    states(b._outline._color, n.c)
    b._tooltip._title = n.t()
    b._tooltip._content = n.t()
    b._tooltip._bounds = n.v()
    b._tooltip._positioning_target = n.e(9)
    b._tooltip._positioning_origin = n.e(9)
    b._switch._active = n.b()
    b._switch._on_color = n.c()
    b._switch._off_color = n.c()
    return b


def mesh(n):
    m = ui.Mesh()
    m._content_id = n.i()
    m._mesh_color = n.c()
    return m


def slider(n):
    s = ui.Slider()
    s._content_id = n.i()
    s._current_value = n.f()
    s._min_value = n.f()
    s._max_value = n.f()
    return s


def text_input(n):
    t = ui.TextInput()
    t._content_id = n.i()
    t._max_length = n.i()
    t._placeholder_text = n.t()
    t._input_text = n.t()
    t._password = n.b()
    t._number = n.b()
    t._placeholder_text_color = n.c()
    t._text_color = n.c()
    t._background_color = n.c()
    t._text_size = n.f()
    t._text_horizontal_align = n.e(3)
    t._multi_line = n.b()
    t._padding_left = n.f()
    t._padding_right = n.f()
    t._padding_top = n.f()
    t._padding_bottom = n.f()
    return t


def label(n):
    x = ui.Label()
    x._content_id = n.i()
    x._text_value = n.t()
    x._text_vertical_align = n.e(3)
    x._text_horizontal_align = n.e(3)
    x._text_auto_size = n.b()
    x._text_max_size = n.f()
    x._text_min_size = n.f()
    x._text_size = n.f()
    x._text_color = n.c()
    x._text_bold = n.b()
    x._text_italic = n.b()
    x._text_underlined = n.b()
    return x


def ui_list(n):
    x = ui.UIList()
    x._content_id = n.i()
    x._items = [node(n, [], label(n)), node(n, [], None)]
    x._display_columns = n.i()
    x._display_rows = n.i()
    x._total_columns = n.i()
    x._unusable = n.b()
    return x


def image(n, path):
    x = ui.Image()
    x._content_id = n.i()
    x._file_path = path
    x._color = n.c()
    x._scaling_option = n.e(3)
    return x


def loading_bar(n):
    x = ui.LoadingBar()
    x._content_id = n.i()
    x._percentage = n.f()
    x._title = n.t()
    x._description = n.t()
    x._failure = n.b()
    return x


def dropdown(n):
    x = ui.Dropdown()
    x._content_id = n.i()
    x._use_permanent_title = n.b()
    x._permanent_title = n.t()
    x._max_displayed_items = n.i()
    x._items = [dropdown_item(n), dropdown_item(n)]
    return x


def dropdown_item(n):
    x = ui.DropdownItem()
    x._name = n.t()
    x._selected = n.b()
    x._close_on_selected = n.b()
    return x


def node(n, children, content):
    x = ui.LayoutNode()
    x._id = n.i()
    x._enabled = n.b()
    x._layer = n.i()
    x._layout_orientation = n.e(2)
    x._sizing_type = n.e(3)
    x._sizing_value = n.f()
    x._forward_dist = n.f()
    x._padding_type = n.e(2)
    x._padding = (n.f(), n.f(), n.f(), n.f())
    x._children = children
    x._content = content
    return x


def menu(n):
    m = ui.Menu()
    m._enabled = n.b()
    m._index = n.i()
    m._title = n.t()
    m._locked = n.b()
    m._width = n.f()
    m._height = n.f()
    content = slider(n)
    child = node(n, [], content)
    m.root = node(n, [child], None)
    return m


def presenter(n, has_org):
    p = PresenterInfo()
    p.account_id = n.t()
    p.account_name = n.t()
    p.account_email = n.t()
    p.has_org = has_org
    if has_org:
        p.org_id = n.i()
        p.org_name = n.t()
    return p
