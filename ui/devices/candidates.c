#include "ui/devices/candidates.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/bytes-text.h"
#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/focus.h"

struct _GuoCandidates
{
  GtkWidget  parent_instance;

  GtkLabel  *heard;
  GtkLabel  *bytes;
  GtkWidget *caption;
  GuoChoice *choice;
  json_t    *seen;      /* proposals that have a key, in its order */
  json_t    *proposals; /* the newest */
};

G_DEFINE_FINAL_TYPE (GuoCandidates, guo_candidates, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* "9600 7E1" */
static gchar *
line_text (const gchar *line)
{
  g_autofree gchar *upper = g_ascii_strup (line, -1);

  return g_strdelimit (g_steal_pointer (&upper), "/", ' ');
}

static gboolean
all_read_the_same (json_t *proposals)
{
  gsize i;
  json_t *proposal;

  json_array_foreach (proposals, i, proposal)
    if (guo_row_flag (proposal, "differs"))
      return FALSE;
  return TRUE;
}

static const gchar *
sentence_of_proposals (json_t *proposals)
{
  if (json_array_size (proposals) == 1)
    return _("Does the scale's own display show this weight? Then choose it.");
  if (!all_read_the_same (proposals))
    return _("The bytes can be read in more than one way. Choose the weight that the scale's own display shows.");
  return _("They read the same now. Put something on the scale, and choose the one that follows its display.");
}

static gchar *
sentence_of (json_t *line)
{
  g_autofree gchar *trouble = guo_client_device_trouble (line);
  g_autofree gchar *setting = line_text (guo_row_text (line, "line"));
  json_t *proposals = guo_row_list (line, "proposals");

  if (*trouble != '\0')
    return g_steal_pointer (&trouble);
  if (json_array_size (proposals) > 0)
    return g_strdup (sentence_of_proposals (proposals));
  if (guo_row_int (line, "bytes") > 0 && *setting != '\0')
    return g_strdup_printf (_("Bytes come at %s, but no protocol explains them yet."), setting);
  if (guo_row_int (line, "bytes") > 0)
    return g_strdup (_("Bytes come, but no protocol explains them yet."));
  if (guo_row_flag (line, "round") || (*setting == '\0' && *guo_row_text (line, "asked") != '\0'))
    return g_strdup (_("Nothing is heard yet. Is the scale on, and set to send?"));
  return *setting != '\0' ? g_strdup_printf (_("Listening at %s …"), setting) : g_strdup (_("Listening …"));
}

static gchar *
key_of (json_t *proposal)
{
  return g_strdup_printf ("%s@%s", guo_row_text (proposal, "protocol"), guo_row_text (proposal, "line"));
}

static gchar *
word_of (json_t *proposal)
{
  const gchar *digits = guo_row_text (proposal, "digits");

  return *digits != '\0' ? g_strdup_printf ("%s %s  %s", digits, guo_row_text (proposal, "unit"),
                                            _(guo_row_text (proposal, "name")))
                         : g_strdup_printf ("—  %s", _(guo_row_text (proposal, "name")));
}

static json_t *
find (json_t *proposals, const gchar *key)
{
  gsize i;
  json_t *proposal;

  json_array_foreach (proposals, i, proposal)
    {
      g_autofree gchar *other = key_of (proposal);

      if (g_strcmp0 (other, key) == 0)
        return proposal;
    }
  return NULL;
}

/* One that explains nothing any more. */
static void
dash_gone (GuoCandidates *self, json_t *proposals)
{
  gsize i;
  json_t *old;

  json_array_foreach (self->seen, i, old)
    {
      g_autofree gchar *key = key_of (old);
      g_autofree gchar *word = g_strdup_printf ("—  %s", _(guo_row_text (old, "name")));

      if (find (proposals, key) == NULL)
        guo_choice_set_word (self->choice, key, word);
    }
}

/* The keys stay in their places, whatever explains more bytes just now: one may have the focus, or a finger over it. */
static void
show_proposals (GuoCandidates *self, json_t *proposals)
{
  gsize i;
  json_t *proposal;

  json_array_foreach (proposals, i, proposal)
    {
      g_autofree gchar *key = key_of (proposal);
      g_autofree gchar *word = word_of (proposal);

      if (find (self->seen, key) != NULL)
        guo_choice_set_word (self->choice, key, word);
      else
        {
          guo_choice_add (self->choice, key, word);
          json_array_append (self->seen, proposal);
        }
    }
  dash_gone (self, proposals);
  json_decref (self->proposals);
  self->proposals = json_incref (proposals);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), json_array_size (self->seen) > 0);
}

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

void
guo_candidates_say (GuoCandidates *self, const gchar *sentence)
{
  json_auto_t *none = json_array ();

  set_label (self->heard, sentence);
  set_label (self->bytes, "");
  guo_choice_clear (self->choice);
  json_array_clear (self->seen);
  show_proposals (self, none);
}

void
guo_candidates_show (GuoCandidates *self, json_t *line)
{
  g_autofree gchar *sentence = sentence_of (line);
  g_autofree gchar *bytes = guo_bytes_text (guo_row_text (line, "bytes_hex"));

  set_label (self->heard, sentence);
  set_label (self->bytes, bytes);
  show_proposals (self, guo_row_list (line, "proposals"));
}

void
guo_candidates_unchoose (GuoCandidates *self)
{
  guo_choice_select (self->choice, NULL);
}

json_t *
guo_candidates_chosen (GuoCandidates *self)
{
  return find (self->proposals, guo_choice_get (self->choice));
}

static void
choice_chosen (GuoCandidates *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

static void
guo_candidates_dispose (GObject *object)
{
  GuoCandidates *self = GUO_CANDIDATES (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->seen, json_decref);
  g_clear_pointer (&self->proposals, json_decref);
  G_OBJECT_CLASS (guo_candidates_parent_class)->dispose (object);
}

static void
guo_candidates_class_init (GuoCandidatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_candidates_dispose;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_CANDIDATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
live_label (GuoCandidates *self, const gchar *name, const gchar *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
guo_candidates_init (GuoCandidates *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  const gchar *caption = _("What the scale's display shows");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->seen = json_array ();
  self->proposals = json_array ();
  self->heard = live_label (self, _("What is heard"), "why");
  self->caption = gtk_label_new (caption);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_widget_add_css_class (self->caption, "field-label");
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  self->choice = g_object_new (GUO_TYPE_CHOICE, "visible", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->choice), GTK_WIDGET (self));
  self->bytes = live_label (self, _("Bytes of the scale"), "bytes");
  g_object_bind_property (self->choice, "visible", self->caption, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->choice, "chosen", G_CALLBACK (choice_chosen), self, G_CONNECT_SWAPPED);
}

GtkWidget *
guo_candidates_new (void)
{
  return g_object_new (GUO_TYPE_CANDIDATES, NULL);
}
