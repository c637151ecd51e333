#!/usr/bin/python3
"""The centre's own label layouts in the Settings: offered where their purpose is asked for, and not withdrawn while they are
in use."""
import desktop
import station
import work
from settings import run_steps


class Layouts:
    def __init__(self, face):
        self.face = face
        self.ids = {}
        for shipped, name in (("case-60x40", "Our box"), ("pallet-a6", "Our pallet")):
            file = next(row["file"] for row in face.rows("/v1/label-layouts") if row["name"] == shipped)
            self.ids[name] = face.post("/v1/label-layouts", {"file": file.replace(shipped, name)})["id"]
        face.post("/v1/pack-plans", {"name": "Red box", "product": face.rows("/v1/products")[0]["id"], "grade_class": "special",
                                     "nominal_mg": 5000000})

    def plan(self):
        return self.face.rows("/v1/pack-plans")[0]["layout"]

    def of_a_plan(self, settings):
        settings.section("Pack plans")
        settings.screen.key("Return")
        settings.screen.until("its form", lambda: settings.screen.all("Our box"))
        assert not settings.screen.all("Our pallet"), "a label of pallets is offered for cases"
        settings.press("Our box")
        settings.save("Red box")
        assert self.plan() == "Our box", self.plan()

    def in_use(self, settings):
        """What a plan names is not withdrawn, and the plan's form still offers it."""
        try:
            self.face.post("/v1/label-layouts", {"replaces": self.ids["Our box"], "active": False})
            raise AssertionError("a layout in use was withdrawn")
        except station.Refused as refused:
            assert refused.code == "layout-used", refused.answer
        settings.section("Pack plans")
        settings.screen.key("Return")
        settings.screen.until("its form", lambda: settings.screen.all("Our box"))
        assert self.plan() == "Our box", self.plan()

    def of_pallets(self, settings):
        settings.section("Centre")
        settings.screen.until("its form", lambda: settings.screen.all("Our pallet"))
        assert not settings.screen.all("Our box"), "a label of cases is offered for pallets"
        settings.press("Our pallet")
        settings.save("Centre")
        centre = self.face.get("/v1/centre")
        assert centre["pallet_label"] == "Our pallet", centre


def test(screen, practice):
    face = work.prepare(practice, scale=False)
    layouts = Layouts(face)
    run_steps(screen, practice, layouts.of_a_plan, layouts.of_pallets, layouts.in_use)
    face.close()


desktop.run(test)
