/* The lists of the Grade page: classes of which one comes off next, takes, lots that wait. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/grade/rows.h"
#include "ui/grade/words.h"

static const gchar *const beside[] = { "cull", "loss" }; /* the classes: those of the run */

static void
empty (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))) != NULL)
    gtk_list_box_remove (list, row);
}

static gint64
mass_of (json_t *run, const gchar *kind, gint64 *fruit)
{
  gint64 mg = 0;
  gsize i;
  json_t *take;

  *fruit = 0;
  json_array_foreach (guo_row_list (run, "takes"), i, take)
    if (!guo_row_flag (take, "void") && strcmp (guo_row_text (take, "kind"), kind) == 0)
      {
        mg += guo_row_int (take, "mg");
        *fruit += guo_row_int (take, "fruit");
      }
  return mg;
}

static gboolean
counts_fruit (GuoGradePage *self)
{
  gsize i;
  json_t *take;

  json_array_foreach (guo_row_list (self->run, "takes"), i, take)
    if (guo_row_int (take, "fruit") > 0)
      return TRUE;
  return guo_desk_compact (self->desk) == 0;
}

static void
add_class (GuoGradePage *self, const GuoGradeColumns *columns, const GuoGradeClass *class)
{
  GtkWidget *row = guo_grade_class_row (columns, class, guo_desk_mass_unit (self->desk));

  gtk_list_box_append (self->class_list, row);
  if (strcmp (class->kind, self->kind) == 0
      && (strcmp (class->kind, "class") != 0 || g_strcmp0 (class->key, self->grade_class) == 0))
    gtk_list_box_select_row (self->class_list, GTK_LIST_BOX_ROW (row));
}

static void
add_classes (GuoGradePage *self, const GuoGradeColumns *columns)
{
  json_t *classes = guo_row_list (self->run, "classes"), *balance = json_object_get (self->run, "balance"), *row;
  gint64 off_mg = guo_row_int (balance, "in_mg") - guo_row_int (balance, "rest_mg"), fruit = 0;
  gsize i;

  json_array_foreach (classes, i, row)
    {
      gboolean below = guo_row_flag (row, "below");
      const gchar *kind = below ? "below" : "class", *key = guo_row_text (row, "grade_class");

      add_class (self, columns,
                 &(GuoGradeClass) { (guint) i + 1, kind, below ? NULL : key, guo_grade_class_word (classes, kind, key),
                                    guo_row_int (row, "mg"), guo_row_int (row, "fruit"), off_mg });
    }
  for (i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      gint64 mg = mass_of (self->run, beside[i], &fruit);

      add_class (self, columns,
                 &(GuoGradeClass) { (guint) (json_array_size (classes) + i) + 1, beside[i], NULL,
                                    guo_grade_class_word (NULL, beside[i], NULL), mg, fruit, off_mg });
    }
}

/* The best class, unless one of this run was chosen before. */
static void
choose_default (GuoGradePage *self)
{
  json_t *classes = guo_row_list (self->run, "classes"), *row;
  gsize i;

  if (strcmp (self->kind, "class") != 0)
    return;
  json_array_foreach (classes, i, row)
    if (!guo_row_flag (row, "below") && g_strcmp0 (guo_row_text (row, "grade_class"), self->grade_class) == 0)
      return;
  g_free (self->grade_class);
  self->grade_class = g_strdup (guo_row_text (json_array_get (classes, 0), "grade_class"));
}

static void
show_head (GuoGradePage *self, const GuoGradeColumns *columns)
{
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self->table_head));

  if (old != NULL)
    gtk_box_remove (self->table_head, old);
  gtk_box_append (self->table_head, guo_grade_class_head (columns, guo_desk_mass_unit (self->desk)));
}

/* The newest is looked at, wherever it was scrolled to. */
static void
scroll_to_top (GtkListBox *list)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), 0);
}

static void
show_takes (GuoGradePage *self)
{
  json_t *takes = guo_row_list (self->run, "takes"), *classes = guo_row_list (self->run, "classes");
  GuoMassUnit unit = guo_desk_mass_unit (self->desk);

  empty (self->take_list);
  for (gsize i = json_array_size (takes); i-- > 0;)
    {
      json_t *take = json_array_get (takes, i);
      const gchar *word = guo_grade_class_word (classes, guo_row_text (take, "kind"), guo_row_text (take, "grade_class"));

      gtk_list_box_append (self->take_list, guo_grade_take_row (take, word, unit, TRUE));
    }
  scroll_to_top (self->take_list);
}

static void
show_queue (GuoGradePage *self)
{
  gsize i;
  json_t *lot;

  empty (self->queue_list);
  json_array_foreach (self->lots, i, lot)
    gtk_list_box_append (self->queue_list, guo_grade_lot_row (lot, guo_desk_mass_unit (self->desk), guo_desk_compact (self->desk) > 0));
  if (json_array_size (self->graded) > 0)
    gtk_list_box_append (self->queue_list, guo_grade_queue_head (_("Graded lots, to go over the line again or be regraded")));
  json_array_foreach (self->graded, i, lot)
    gtk_list_box_append (self->queue_list, guo_grade_lot_row (lot, guo_desk_mass_unit (self->desk), guo_desk_compact (self->desk) > 0));
}

/* What is remade loses the focus; it goes to where it rests, else it would go to any key. */
void
guo_grade_show_lists (GuoGradePage *self)
{
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self->queue_list)) != NULL
                    || gtk_widget_get_focus_child (GTK_WIDGET (self->take_list)) != NULL;
  g_auto(GuoGradeColumns) columns = { FALSE, { NULL } };

  if (inside)
    gtk_widget_grab_focus (GTK_WIDGET (self->record_key));
  choose_default (self);
  guo_grade_columns_init (&columns, guo_desk_compact (self->desk) < 2 && counts_fruit (self));
  empty (self->class_list);
  if (self->run != NULL)
    add_classes (self, &columns);
  show_head (self, &columns);
  show_takes (self);
  show_queue (self);
}

/* On a low screen not all classes are seen at once. */
static void
scroll_to (GtkListBox *list, GtkListBoxRow *row)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &box))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), box.origin.y,
                               box.origin.y + box.size.height);
}

static void
choose (GuoGradePage *self, GtkListBoxRow *row)
{
  self->kind = g_object_get_data (G_OBJECT (row), GUO_GRADE_ROW_KIND);
  g_free (self->grade_class);
  self->grade_class = g_strdup (g_object_get_data (G_OBJECT (row), GUO_GRADE_ROW_CLASS));
  guo_grade_show_key (self);
}

gboolean
guo_grade_choose_row (GuoGradePage *self, gint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->class_list, index);

  if (row == NULL)
    return FALSE;
  gtk_list_box_select_row (self->class_list, row);
  scroll_to (self->class_list, row);
  choose (self, row);
  return TRUE;
}

static void
row_selected (GuoGradePage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    choose (self, row);
}

/* A lot of the queue: it is ticked already. */
static void
lot_activated (GuoGradePage *self, GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), GUO_GRADE_ROW_LOT);

  gtk_widget_activate_action (GTK_WIDGET (self), "grading.scanned", "x", *id);
}

static gint
chosen_index (GuoGradePage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->class_list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/* Digits and arrows, while the focus rests on the one key. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  GuoGradePage *self = user_data;

  if (self->run == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0
      || !gtk_widget_has_focus (GTK_WIDGET (self->record_key)))
    return FALSE;
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return guo_grade_choose_row (self, (gint) (keyval - GDK_KEY_1));
  if (keyval == GDK_KEY_Down)
    return guo_grade_choose_row (self, chosen_index (self) + 1);
  if (keyval == GDK_KEY_Up)
    return guo_grade_choose_row (self, MAX (chosen_index (self) - 1, 0));
  return FALSE;
}

void
guo_grade_follow_lists (GuoGradePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->class_list, "row-selected", G_CALLBACK (row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue_list, "row-activated", G_CALLBACK (lot_activated), self, G_CONNECT_SWAPPED);
}
