#include "ui/scan/wedge.h"

#define GAP_MS 35u
#define LEAST_CHARS 6
#define WEDGE_KEY "guo-wedge"

typedef struct
{
  GtkWidget  *window;   /* which owns this */
  void      (*scanned) (GtkWidget *window, const gchar *code);

  GQueue      held;     /* GdkEvent, owned: not judged yet */
  GQueue      back;     /* GdkEvent, owned: on their way back into the queue of GDK */
  GHashTable *judged;   /* GdkEvent, owned: put back, let through when they come again */
  GHashTable *taken;    /* keycodes whose press was taken: their release is taken too */
  GString    *text;
  guint32     last_ms;  /* event time of the last press */
  guint       last_key; /* its keycode, until it is let go: what repeats is a person's */
  guint       alt_code; /* digits of the keypad typed with Alt */
  gboolean    alt_used;
  guint       timer;
  guint       feeder;
} Wedge;

/* One at a time, and never in the nested loop in which an input method waits for its daemon: there, all at once,
 * they came out reversed. */
static gboolean
feed (gpointer data)
{
  Wedge *self = data;
  GdkEvent *event;

  if (g_main_depth () > 1)
    return G_SOURCE_CONTINUE;
  event = g_queue_pop_head (&self->back);
  if (event == NULL)
    {
      self->feeder = 0;
      return G_SOURCE_REMOVE;
    }
  g_hash_table_add (self->judged, event);
  gdk_display_put_event (gtk_widget_get_display (self->window), event);
  return G_SOURCE_CONTINUE;
}

static void
put_back (Wedge *self)
{
  GdkEvent *event;

  while ((event = g_queue_pop_head (&self->held)) != NULL)
    g_queue_push_tail (&self->back, event);
  g_string_truncate (self->text, 0);
  self->alt_used = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->feeder == 0 && !g_queue_is_empty (&self->back))
    self->feeder = g_timeout_add (1, feed, self);
}

static gboolean
quiet (gpointer data)
{
  Wedge *self = data;

  self->timer = 0;
  put_back (self);
  return G_SOURCE_REMOVE;
}

/* At idle priority: after a stall, keys that wait come first. */
static void
hold (Wedge *self, GdkEvent *event)
{
  g_queue_push_tail (&self->held, gdk_event_ref (event));
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, GAP_MS, quiet, self, NULL);
}

static gboolean
is_alt (guint key)
{
  return key == GDK_KEY_Alt_L || key == GDK_KEY_Alt_R;
}

/* Keys that a scanner uses beside characters; left alone to an input method, Shift would switch it. */
static gboolean
is_modifier (guint key)
{
  return key == GDK_KEY_Shift_L || key == GDK_KEY_Shift_R || key == GDK_KEY_Control_L || key == GDK_KEY_Control_R
         || is_alt (key);
}

/* The digit of a keypad's key, whatever Num Lock says; -1: it is none. */
static gint
keypad_digit (guint key)
{
  static const guint without_lock[] = { GDK_KEY_KP_Insert, GDK_KEY_KP_End, GDK_KEY_KP_Down, GDK_KEY_KP_Next,
                                        GDK_KEY_KP_Left, GDK_KEY_KP_Begin, GDK_KEY_KP_Right, GDK_KEY_KP_Home,
                                        GDK_KEY_KP_Up, GDK_KEY_KP_Prior };

  if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    return (gint) (key - GDK_KEY_KP_0);
  for (gint digit = 0; digit < (gint) G_N_ELEMENTS (without_lock); digit++)
    if (without_lock[digit] == key)
      return digit;
  return -1;
}

/* The character of a code that the key stands for; '\0': none. Caps Lock is the keyboard's, not the scanner's. */
static gchar
character (guint key, GdkModifierType state)
{
  guint32 c = gdk_keyval_to_unicode (key);

  if ((state & GDK_CONTROL_MASK) != 0)
    return key == GDK_KEY_bracketright ? '\x1d' : '\0';
  if ((state & GDK_SUPER_MASK) != 0 || c < 0x20 || c > 0x7e)
    return '\0';
  if ((state & GDK_LOCK_MASK) != 0 && g_ascii_isalpha ((gchar) c))
    c ^= 0x20;
  return (gchar) c;
}

static void
tell (Wedge *self, guint keycode)
{
  g_autofree gchar *code = g_strdup (self->text->str);
  GdkEvent *event;

  g_string_truncate (self->text, 0);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_add (self->taken, GUINT_TO_POINTER (keycode));
  while ((event = g_queue_pop_head (&self->held)) != NULL)
    {
      gpointer key = GUINT_TO_POINTER (gdk_key_event_get_keycode (event));

      if (gdk_event_get_event_type (event) == GDK_KEY_PRESS)
        g_hash_table_add (self->taken, key);
      else
        g_hash_table_remove (self->taken, key);
      gdk_event_unref (event);
    }
  self->scanned (self->window, code);
}

/* Returns: whether the event stays here. */
static gboolean
released (Wedge *self, GdkEvent *event)
{
  guint keycode = gdk_key_event_get_keycode (event);

  if (keycode == self->last_key)
    self->last_key = 0;
  if (g_hash_table_remove (self->taken, GUINT_TO_POINTER (keycode)))
    return TRUE;
  if (self->alt_used && is_alt (gdk_key_event_get_keyval (event)))
    {
      if (self->alt_code > 0 && self->alt_code <= 0x7f)
        g_string_append_c (self->text, (gchar) self->alt_code);
      self->alt_used = FALSE;
    }
  if (!g_queue_is_empty (&self->held))
    g_queue_push_tail (&self->held, gdk_event_ref (event)); /* it stays behind its press */
  else if (self->feeder != 0)
    g_queue_push_tail (&self->back, gdk_event_ref (event));
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_end (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_Tab;
}

/* A key that no code has: what was held goes first, then this one. */
static gboolean
pass (Wedge *self, GdkEvent *event)
{
  if (g_queue_is_empty (&self->held) && self->feeder == 0)
    return FALSE;
  put_back (self);
  g_queue_push_tail (&self->back, gdk_event_ref (event));
  return TRUE;
}

static gboolean
pressed (Wedge *self, GdkEvent *event)
{
  guint key = gdk_key_event_get_keyval (event);
  guint keycode = gdk_key_event_get_keycode (event);
  GdkModifierType state = gdk_event_get_modifier_state (event);
  gint digit = (state & GDK_ALT_MASK) != 0 ? keypad_digit (key) : -1;
  gchar c = character (key, state);
  gboolean repeats = keycode == self->last_key;

  if (gdk_event_get_time (event) - self->last_ms > GAP_MS)
    put_back (self);
  self->last_ms = gdk_event_get_time (event);
  self->last_key = keycode;
  if (is_end (key) && self->text->len >= LEAST_CHARS)
    {
      tell (self, keycode);
      return TRUE;
    }
  if (repeats || (c == ' ' && self->text->len == 0) || (!is_modifier (key) && digit < 0 && c == '\0'))
    return pass (self, event);
  if (digit >= 0)
    self->alt_code = MIN ((self->alt_used ? self->alt_code : 0) * 10 + (guint) digit, 9999);
  self->alt_used = self->alt_used || digit >= 0;
  if (!is_modifier (key) && digit < 0)
    g_string_append_c (self->text, c);
  hold (self, event);
  return TRUE;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  Wedge *self = data;
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE) || g_hash_table_remove (self->judged, event))
    return FALSE;
  return type == GDK_KEY_PRESS ? pressed (self, event) : released (self, event);
}

static void
unref_event (gpointer event)
{
  gdk_event_unref (event);
}

static void
wedge_free (gpointer data)
{
  Wedge *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->feeder, g_source_remove);
  g_queue_clear_full (&self->held, unref_event);
  g_queue_clear_full (&self->back, unref_event);
  g_hash_table_unref (self->judged);
  g_hash_table_unref (self->taken);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
guo_wedge_attach (GtkWidget *window, void (*scanned) (GtkWidget *window, const gchar *code))
{
  /* not GtkEventControllerKey: that one cannot hold a release back */
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  Wedge *self = g_new0 (Wedge, 1);

  self->window = window;
  self->scanned = scanned;
  g_queue_init (&self->held);
  g_queue_init (&self->back);
  self->judged = g_hash_table_new_full (NULL, NULL, unref_event, NULL);
  self->taken = g_hash_table_new (NULL, NULL);
  self->text = g_string_new (NULL);
  g_object_set_data_full (G_OBJECT (window), WEDGE_KEY, self, wedge_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (window, controller);
}
