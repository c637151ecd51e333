/* The model of the label designer: moved, pulled, snapped, kept on the paper, taken back. */
#include "ui/designer/design.h"
#include "ui/designer/words.h"

#define LAYOUT(items) \
  "{\"id\":\"x\",\"width\":600,\"height\":400,\"fields\":[{\"name\":\"a\",\"zh\":\"甲\"}],\"items\":[" items "]}"
#define TEXT "{\"type\":\"text\",\"text\":\"{a}\",\"x\":20,\"baseline\":57,\"w\":295,\"size\":50}"
#define CODE "{\"type\":\"qr\",\"text\":\"{a}\",\"x\":318,\"y\":8,\"w\":200,\"least_module\":5}"
#define RULE "{\"type\":\"rule\",\"x\":20,\"y\":213,\"w\":560,\"h\":3}"
/* PNG files of 8 × 4 and of 4 × 16 points: as far as their sides. */
#define WIDE "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAYAAACzzX7w"
#define TALL "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAQCAYAAACzzX7w"
#define TURNED "{\"type\":\"text\",\"text\":\"x\",\"x\":100,\"baseline\":100,\"w\":200,\"size\":50,\"rotate\":90}"

static gint
member (GuoDesign *design, const gchar *name)
{
  return (gint) json_integer_value (json_object_get (guo_design_item (design, guo_design_chosen (design)), name));
}

static void
test_move (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT "," CODE));

  g_assert_cmpuint (guo_design_length (design), ==, 2);
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, 5, 0));
  g_assert_cmpint (member (design, "x"), ==, 25);
  g_assert_cmpint (member (design, "baseline"), ==, 57); /* what does not move is not put on the grid */
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, 0, 5));
  g_assert_cmpint (member (design, "baseline"), ==, 60); /* to the next half of a millimetre */
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, -1000, -1000));
  g_assert_cmpint (member (design, "x"), ==, 0);
  g_assert_cmpint (member (design, "baseline"), ==, 44); /* the letters' upper edge is the paper's */
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, 1000, 1000));
  g_assert_cmpint (member (design, "x"), ==, 305);
  g_assert_cmpint (member (design, "baseline"), ==, 394);
  g_assert_false (guo_design_change (design, GUO_DESIGN_MOVE, 1000, 1000));
  guo_design_choose (design, 7);
  g_assert_cmpint (guo_design_chosen (design), ==, -1);
  g_assert_false (guo_design_change (design, GUO_DESIGN_MOVE, 5, 5));
}

static void
test_resize (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT "," CODE "," RULE));

  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, 10));
  g_assert_cmpint (member (design, "size"), ==, 60);
  g_assert_cmpint (member (design, "baseline"), ==, 65); /* the upper edge stays: 13 + 52 */
  guo_design_choose (design, 1);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 1000, 0)); /* a square, to the edge */
  g_assert_cmpint (member (design, "w"), ==, 282);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, -1000, 0));
  g_assert_cmpint (member (design, "w"), ==, GUO_DESIGN_LEAST);
  guo_design_choose (design, 2);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, -5, 0));
  g_assert_cmpint (member (design, "w"), ==, 555);
  g_assert_cmpint (member (design, "h"), ==, 3);
}

/* A picture is pulled by either edge, or by a number that is typed: its sides keep their ratio, and stay on the paper. */
static void
test_picture (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT));

  guo_design_add (design, guo_element_picture (guo_design_layout (design), WIDE, "mark.png"));
  g_assert_cmpint (member (design, "w"), ==, 200);
  g_assert_cmpint (member (design, "h"), ==, 100);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 5, 0));
  g_assert_cmpint (member (design, "w"), ==, 205);
  g_assert_cmpint (member (design, "h"), ==, 103); /* 102.5, rounded; */
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 5, 0));
  g_assert_cmpint (member (design, "h"), ==, 105); /* and not by adding up what was rounded */
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, -5));
  g_assert_cmpint (member (design, "w"), ==, 200);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, 5000)); /* 55 mm to the right edge */
  g_assert_cmpint (member (design, "w"), ==, 550);
  g_assert_cmpint (member (design, "h"), ==, 275);
  g_assert_true (guo_design_set (design, "h", json_integer (50)));
  g_assert_cmpint (member (design, "w"), ==, 100);
  g_assert_true (guo_design_set (design, "rotate", json_integer (90)));
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, 100, 0)); /* it lies to the left of its corner now */
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, 5));
  g_assert_cmpint (member (design, "w"), ==, 105);
  g_assert_cmpint (member (design, "h"), ==, 53);
  guo_design_replace (design, guo_element_as_picture (guo_design_item (design, 1), TALL, "tall.png"));
  g_assert_cmpint (member (design, "w"), ==, 105);
  g_assert_cmpint (member (design, "h"), ==, 420);
  g_assert_cmpint (member (design, "rotate"), ==, 90);
  g_assert_true (guo_design_undo (design));
  g_assert_cmpint (member (design, "h"), ==, 53);
}

/* A tall one begins no higher than a third of the paper, and takes a step of the grid where its width would take less. */
static void
test_tall_picture (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT));
  g_autofree gchar *title = NULL;

  guo_design_add (design, guo_element_picture (guo_design_layout (design), TALL, "tall.png"));
  g_assert_cmpint (member (design, "h"), ==, 133);
  g_assert_cmpint (member (design, "w"), ==, 33);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, 5));
  g_assert_cmpint (member (design, "w"), ==, 35);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, 5));
  g_assert_cmpint (member (design, "w"), ==, 40);
  g_assert_true (guo_design_change (design, GUO_DESIGN_RESIZE, 0, -5));
  g_assert_cmpint (member (design, "w"), ==, 35);
  title = guo_element_title (guo_design_item (design, 1));
  g_assert_cmpstr (title, ==, "Picture tall.png");
}

static void
test_turned (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TURNED));
  GuoDesignArea area;

  g_assert_true (guo_design_area (design, 0, &area));
  g_assert_cmpint (area.x, ==, 94); /* clockwise around (x, baseline): what was below is at the left */
  g_assert_cmpint (area.y, ==, 100);
  g_assert_cmpint (area.w, ==, 50);
  g_assert_cmpint (area.h, ==, 200);
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, -1000, 1000));
  g_assert_true (guo_design_area (design, 0, &area));
  g_assert_cmpint (area.x, ==, 0);
  g_assert_cmpint (area.y + area.h, ==, 400);
}

/* A drag is one step, measured from where it began: no creeping by rounding. */
static void
test_drag (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (CODE));

  guo_design_grab (design);
  for (gint by = 1; by <= 52; by++)
    guo_design_change (design, GUO_DESIGN_MOVE, by, by);
  guo_design_let_go (design);
  g_assert_cmpint (member (design, "x"), ==, 370);
  g_assert_cmpint (member (design, "y"), ==, 60);
  g_assert_true (guo_design_undo (design));
  g_assert_cmpint (member (design, "x"), ==, 318);
  g_assert_false (guo_design_undo (design));
  g_assert_true (guo_design_redo (design));
  g_assert_cmpint (member (design, "x"), ==, 370);
  guo_design_grab (design);
  guo_design_let_go (design); /* a click moves nothing, and is no step */
  g_assert_true (guo_design_undo (design));
  g_assert_cmpint (member (design, "y"), ==, 8);
}

static void
test_undo (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT "," CODE));
  gboolean undo, redo;

  g_assert_false (guo_design_is_changed (design));
  g_assert_true (guo_design_set (design, "text", json_string ("b")));
  g_assert_false (guo_design_set (design, "text", json_string ("b")));
  g_assert_true (guo_design_set (design, "bold", json_true ()));
  g_assert_true (guo_design_set (design, "bold", NULL));
  guo_design_add (design, guo_element_new ("rule"));
  g_assert_cmpint (guo_design_chosen (design), ==, 2);
  g_assert_true (guo_design_remove (design));
  g_assert_cmpint (guo_design_chosen (design), ==, 1);
  g_assert_true (guo_design_is_changed (design));
  for (guint i = 0; i < 5; i++)
    g_assert_true (guo_design_undo (design));
  g_assert_false (guo_design_undo (design));
  g_assert_false (guo_design_is_changed (design));
  g_assert_true (guo_design_redo (design));
  guo_design_choose (design, 1);
  g_assert_true (guo_design_change (design, GUO_DESIGN_MOVE, 5, 0)); /* another way on: what was taken back is gone */
  guo_design_can (design, &undo, &redo);
  g_assert_true (undo);
  g_assert_false (redo);
  guo_design_saved (design);
  g_assert_false (guo_design_is_changed (design));
}

static void
test_last_stays (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (RULE)), none = guo_design_new (LAYOUT ("")), broken = guo_design_new ("{");

  g_assert_false (guo_design_remove (design));
  g_assert_null (none);
  g_assert_null (broken);
}

static void
test_at (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (
    LAYOUT ("{\"type\":\"box\",\"x\":0,\"y\":0,\"w\":600,\"h\":400,\"thickness\":3}," TEXT "," RULE));

  g_assert_cmpint (guo_design_at (design, 100, 40), ==, 1);  /* the smallest there */
  g_assert_cmpint (guo_design_at (design, 100, 220), ==, 2); /* a thin line, a little beside it */
  g_assert_cmpint (guo_design_at (design, 300, 350), ==, 0);
  g_assert_cmpint (guo_design_at (design, 700, 500), ==, -1);
}

static void
test_draft (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT));

  g_assert_false (guo_design_take_draft (design, "no"));
  g_assert_true (guo_design_take_draft (design, LAYOUT (RULE)));
  g_assert_true (guo_design_is_changed (design));
  g_assert_true (guo_design_undo (design));
  g_assert_false (guo_design_is_changed (design));
}

static void
test_fields (void)
{
  g_autoptr(GuoDesign) design = guo_design_new (LAYOUT (TEXT));
  json_auto_t *field = json_pack ("{s:s, s:s}", "name", "b", "zh", "乙");

  guo_design_know_field (design, field);
  guo_design_know_field (design, field);
  g_assert_cmpuint (json_array_size (json_object_get (guo_design_layout (design), "fields")), ==, 2);
}

static void
test_numbers (void)
{
  static const struct { const gchar *text; gint scale, value; } good[] = {
    { "12.5", 10, 125 }, { "12", 10, 120 }, { " 0.3 ", 10, 3 }, { "12,5", 10, 125 }, { "12。5", 10, 125 }, { "１２．５", 10, 125 },
    { "0.25", 100, 25 }, { "12.96", 10, 130 }, { "70", 1, 70 }, { "1000", 10, 10000 },
  };
  static const gchar *const bad[] = { "", "x", "-1", "1001", "1.2.3", "1 2", ".5" };
  gint value;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i].text);
      g_assert_true (guo_element_parse (good[i].text, good[i].scale, &value));
      g_assert_cmpint (value, ==, good[i].value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (guo_element_parse (bad[i], 10, &value));
    }
}

/* A code becomes the other kind where it stands, with what that kind needs. */
static void
test_codes (void)
{
  json_auto_t *qr = guo_element_new ("qr"), *bars = NULL;

  json_object_set_new (qr, "x", json_integer (20));
  bars = guo_element_as_code (qr, "gs1_128");
  g_assert_cmpint (json_integer_value (json_object_get (bars, "x")), ==, 20);
  g_assert_nonnull (json_object_get (bars, "least_x"));
  g_assert_null (json_object_get (bars, "least_module"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/design/move", test_move);
  g_test_add_func ("/design/resize", test_resize);
  g_test_add_func ("/design/picture", test_picture);
  g_test_add_func ("/design/tall-picture", test_tall_picture);
  g_test_add_func ("/design/turned", test_turned);
  g_test_add_func ("/design/drag", test_drag);
  g_test_add_func ("/design/undo", test_undo);
  g_test_add_func ("/design/last-stays", test_last_stays);
  g_test_add_func ("/design/at", test_at);
  g_test_add_func ("/design/draft", test_draft);
  g_test_add_func ("/design/fields", test_fields);
  g_test_add_func ("/design/numbers", test_numbers);
  g_test_add_func ("/design/codes", test_codes);
  return g_test_run ();
}
