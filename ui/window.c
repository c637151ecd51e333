#include "ui/window-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/banner.h"
#include "ui/notices.h"
#include "ui/pages.h"
#include "ui/scan/scans.h"
#include "ui/setup/left.h"
#include "ui/sound/watch.h"
#include "ui/who.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"
#include "ui/widgets/paged-view.h"
#include "ui/widgets/stack.h"

#define NARROW_PX 1200
#define LARGE_TEXT_PERCENT 125
#define RAIL_PX 88

G_DEFINE_FINAL_TYPE (GuoWindow, guo_window, GTK_TYPE_APPLICATION_WINDOW)

GuoPage *
guo_window_visible_page (GuoWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->pages);

  return GUO_IS_PAGE (child) ? GUO_PAGE (child) : NULL;
}

void
guo_window_focus_page (GuoWindow *self)
{
  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "station") == 0)
    guo_page_focus (guo_window_visible_page (self));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->setup));
}

void
guo_window_show_station (GuoWindow *self)
{
  g_autofree gchar *page = guo_screen_state_get (self->state, "page");

  if (page == NULL || gtk_stack_get_child_by_name (self->pages, page) == NULL)
    page = (g_free (page), g_strdup ("deliver"));
  guo_stack_show (self->outer, "station");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", page);
  if (guo_desk_user (self->desk) == NULL)
    guo_who_ask (GTK_WIDGET (self), self->desk);
}

void
guo_window_show_setup (GuoWindow *self)
{
  guo_stack_show (self->outer, "setup");
  gtk_widget_grab_focus (GTK_WIDGET (self->setup));
}

static void
show_status (GuoWindow *self)
{
  const gchar *now = gtk_stack_get_visible_child_name (self->outer);
  gboolean empty = strcmp (guo_row_text (guo_desk_status (self->desk), "setup"), "empty") == 0;

  if (empty && strcmp (now, "wait") == 0)
    guo_window_show_setup (self);
  else if (!empty && strcmp (now, "wait") == 0)
    guo_window_show_station (self);
}

/* Nothing can be worked on meanwhile; show_status() leads back. */
static void
show_rebuilding (GuoWindow *self)
{
  json_t *progress = guo_desk_rebuilding (self->desk);
  gint64 done = guo_row_int (progress, "done"), total = guo_row_int (progress, "total");
  g_autofree gchar *text = g_strdup_printf (
    _("The station is making its tables anew after an update: %d %%. Everything recorded is kept. "
      "Work goes on by itself when it has finished."), total > 0 ? (gint) (done * 100 / total) : 0);

  gtk_widget_set_visible (GTK_WIDGET (self->wait_bar), progress != NULL);
  if (progress == NULL)
    {
      gtk_label_set_label (self->wait_label, _("Looking for the station …"));
      return;
    }
  if (strcmp (gtk_stack_get_visible_child_name (self->outer), "wait") != 0)
    {
      guo_sheet_close (GTK_WIDGET (self));
      guo_stack_show (self->outer, "wait");
    }
  gtk_label_set_label (self->wait_label, text);
  gtk_progress_bar_set_fraction (self->wait_bar, total > 0 ? (gdouble) done / (gdouble) total : 0);
}

static void
said (GuoWindow *self, const gchar *text, const gchar *action, gboolean fault)
{
  guo_toast_say (self->toast, text, action, fault);
}

/* KP_Enter and the footswitch (F13) are the page's one key wherever the focus is; not while a sheet asks. */
static gboolean
key_captured (GtkEventControllerKey *controller, guint keyval, guint keycode,
              GdkModifierType state, gpointer user_data)
{
  GuoWindow *self = user_data;
  const gchar *key = NULL;

  if (guo_sheet_content (GTK_WIDGET (self)) != NULL
      || strcmp (gtk_stack_get_visible_child_name (self->outer), "station") != 0)
    return FALSE;
  if (keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_F13 || keyval == 0x1008ff81)
    key = "primary";
  else if (keyval == GDK_KEY_KP_Add)
    key = "again";
  return key != NULL && guo_page_press (guo_window_visible_page (self), key);
}

static void
set_css_class (GuoWindow *self, const gchar *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static gboolean
relayout (gpointer user_data)
{
  GuoWindow *self = user_data;
  gint scale = guo_appearance_get_scale_percent (self->appearance);
  gboolean narrow = self->width * 100 / scale < NARROW_PX;
  gboolean large = guo_appearance_get_text_percent (self->appearance) >= LARGE_TEXT_PERCENT;
  gint side;

  self->relayout = 0;
  guo_columns_set_scale_percent (scale);
  side = guo_columns_side_width (self->width - MAX (gtk_widget_get_width (self->rail), RAIL_PX * scale / 100)
                                 - 2 * GUO_COLUMNS_GAP * scale / 100);
  guo_desk_set_compact (self->desk, (narrow || large) + (narrow && large));
  set_css_class (self, "narrow", narrow);
  set_css_class (self, "large", large);
  set_css_class (self, "tight", narrow && large);
  guo_toast_set_narrow (self->toast, narrow && large);
  /* as wide as the column that they lie on; a request holds the margin too */
  gtk_widget_set_size_request (GTK_WIDGET (self->sheet), side + 2 * GUO_COLUMNS_GAP * scale / 100, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->toast), side + GUO_COLUMNS_GAP * scale / 100, -1);
  return G_SOURCE_REMOVE;
}

static void
queue_relayout (GuoWindow *self)
{
  if (self->relayout == 0)
    self->relayout = g_idle_add (relayout, self);
}

static void
guo_window_size_allocate (GtkWidget *widget, gint width, gint height, gint baseline)
{
  GuoWindow *self = GUO_WINDOW (widget);

  GTK_WIDGET_CLASS (guo_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->width == width)
    return;
  self->width = width;
  queue_relayout (self);
}

static void
guo_window_dispose (GObject *object)
{
  GuoWindow *self = GUO_WINDOW (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->appearance);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (guo_window_parent_class)->dispose (object);
}

/* Tab behind the last widget goes on in the strip, with its chips, and behind that begins anew. */
static gboolean
guo_window_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *strip = GTK_WIDGET (GUO_WINDOW (widget)->strip);
  GtkWidget *before = gtk_root_get_focus (GTK_ROOT (widget));
  GtkWidget *from = gtk_widget_get_focus_child (widget);
  GtkWidget *content = gtk_window_get_child (GTK_WINDOW (widget));
  GtkWidget *next = from == content ? strip : content;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (guo_window_parent_class)->focus (widget, direction);
  if (from != NULL && gtk_widget_child_focus (from, direction) && gtk_root_get_focus (GTK_ROOT (widget)) != before)
    return TRUE;
  guo_focus_forget (widget);
  return gtk_widget_child_focus (next, direction) || (from != NULL && gtk_widget_child_focus (from, direction));
}

static void
guo_window_class_init (GuoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = guo_window_focus;
  g_type_ensure (GUO_TYPE_STRIP);
  g_type_ensure (GUO_TYPE_SHEET);
  g_type_ensure (GUO_TYPE_KEY);
  g_type_ensure (GUO_TYPE_PAGED_VIEW);
  g_type_ensure (GUO_TYPE_SETUP_PAGE);
  g_type_ensure (GUO_TYPE_BANNER);
  g_type_ensure (GUO_TYPE_TOAST);
  G_OBJECT_CLASS (klass)->dispose = guo_window_dispose;
  widget_class->size_allocate = guo_window_size_allocate;
  guo_window_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/window.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, wait_label);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, wait_bar);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, setup);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, rail);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, GuoWindow, sheet);
}

static void
add_rail_key (GuoWindow *self, const GuoPageRow *row)
{
  const gchar key_name[] = { 'A', 'l', 't', ' ', row->digit, '\0' };
  GtkWidget *key = guo_key_new (_(row->word), key_name);

  /* what does not belong to the way of the fruit stands at the end */
  if (row->digit == '0')
    {
      GtkWidget *gap = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_vexpand (gap, TRUE);
      gtk_box_append (GTK_BOX (self->rail), gap);
    }
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "s", row->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "win.page");
  gtk_box_append (GTK_BOX (self->rail), key);
}

static void
add_pages (GuoWindow *self)
{
  for (const GuoPageRow *row = guo_pages (); row->name != NULL; row++)
    {
      gtk_stack_add_named (self->pages, g_object_new (row->type (), NULL), row->name);
      if (row->word != NULL)
        add_rail_key (self, row);
    }
}

static void
guo_window_init (GuoWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_pages (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_captured), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->sheet, "closed", G_CALLBACK (guo_window_focus_page), self,
                           G_CONNECT_SWAPPED);
}

static void
give_desk (GuoWindow *self)
{
  guo_strip_set_desk (self->strip, self->desk);
  guo_setup_page_set_desk (self->setup, self->desk);
  g_signal_connect_object (self->setup, "finished", G_CALLBACK (guo_window_show_station), self,
                           G_CONNECT_SWAPPED);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    guo_page_set_desk (GUO_PAGE (page), self->desk);
  guo_notices_follow (GTK_WIDGET (self), self->desk);
  guo_setup_left_follow (GTK_WIDGET (self), self->desk);
  g_signal_connect_object (self->desk, "status", G_CALLBACK (show_status), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "rebuilding", G_CALLBACK (show_rebuilding), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "said", G_CALLBACK (said), self, G_CONNECT_SWAPPED);
}

/* Where there is no database yet, the first question comes before any daemon could make one. A window that
 * was made anew in another language goes on with the daemon that is there. */
static void
begin (GuoWindow *self)
{
  if (guo_desk_started (self->desk))
    guo_desk_refresh (self->desk);
  else if (g_file_test (guo_desk_database (self->desk), G_FILE_TEST_EXISTS))
    guo_desk_start (self->desk);
  else
    {
      guo_setup_page_begin (self->setup);
      guo_window_show_setup (self);
    }
}

GtkWidget *
guo_window_new (GtkApplication *application, GuoDesk *desk, GuoAppearance *appearance,
                GuoScreenState *state)
{
  GuoWindow *self = g_object_new (GUO_TYPE_WINDOW, "application", application, NULL);

  self->desk = g_object_ref (desk);
  self->appearance = g_object_ref (appearance);
  self->state = g_object_ref (state);
  g_signal_connect_object (appearance, "changed", G_CALLBACK (queue_relayout), self,
                           G_CONNECT_SWAPPED);
  give_desk (self);
  guo_sounds_watch (GTK_WIDGET (self), guo_desk_sounds (desk));
  guo_scans_follow (GTK_WIDGET (self), desk);
  gtk_window_maximize (GTK_WINDOW (self));
  begin (self);
  return GTK_WIDGET (self);
}
