/* What a person may set of the chosen element; without one, of the paper. */
#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/designer/words.h"
#include "ui/settings/lines.h"

/* The member that a field is for; those of the paper are no element's. */
static const GuoElementMember paper[] = {
  { "width", GUO_ELEMENT_MM, N_("Width of the paper, mm"), "", NULL },
  { "height", GUO_ELEMENT_MM, N_("Height of the paper, mm"), "", NULL },
  { NULL },
};

static const GuoElementMember *
member_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "member");
}

static json_t *
value_of (GuoDesigner *self, const GuoElementMember *member)
{
  json_t *object = *member->types == '\0' ? guo_design_layout (self->design)
                                          : guo_design_item (self->design, guo_design_chosen (self->design));

  return json_object_get (object, member->name);
}

static void
set (GuoDesigner *self, const GuoElementMember *member, json_t *value)
{
  const gboolean other = *member->types == '\0' ? guo_design_set_head (self->design, member->name, value)
                                                : guo_design_set (self->design, member->name, value);

  if (other)
    guo_designer_changed (self);
}

static gint
parts (const GuoElementMember *member)
{
  return member->kind == GUO_ELEMENT_MM_FINE ? 100 : member->kind == GUO_ELEMENT_MM ? 10 : 1;
}

static gchar *
text_of (GuoDesigner *self, const GuoElementMember *member)
{
  json_t *value = value_of (self, member);
  const gint number = (gint) json_integer_value (value);

  if (member->kind == GUO_ELEMENT_TEXT)
    return g_strdup (json_is_string (value) ? json_string_value (value) : "");
  if (value == NULL)
    return g_strdup ("");
  if (member->kind == GUO_ELEMENT_MM_FINE)
    return g_strdup_printf ("%d.%02d", number / 100, number % 100);
  return member->kind == GUO_ELEMENT_MM ? guo_element_mm (number) : g_strdup_printf ("%d", number);
}

/* What was typed holds when the field is left: a number while it is typed is often none yet. */
static void
take (GuoDesigner *self, GtkWidget *entry)
{
  const GuoElementMember *member = member_of (entry);
  const gchar *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree gchar *now = text_of (self, member);
  gint number;

  if (self->silent || strcmp (text, now) == 0)
    return;
  if (member->kind == GUO_ELEMENT_TEXT)
    set (self, member, json_string (text));
  else if (*text == '\0' && (strcmp (member->name, "least_size") == 0 || strcmp (member->name, "squeeze") == 0
                             || strcmp (member->name, "dark") == 0))
    set (self, member, NULL);
  else if (guo_element_parse (text, parts (member), &number))
    set (self, member, json_integer (number));
  else
    guo_desk_say (self->desk, _("That is no length. Type millimetres: 12.5."), NULL, TRUE);
  guo_designer_properties_update (self);
}

static void
activated (GtkEntry *entry, GuoDesigner *self)
{
  take (self, GTK_WIDGET (entry));
}

static void
focus_left (GtkEventController *controller, GuoDesigner *self)
{
  if (self->design != NULL)
    take (self, gtk_event_controller_get_widget (controller));
}

static void
add_entry (GuoDesigner *self, const GuoElementMember *member)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data (G_OBJECT (entry), "member", (gpointer) member);
  if (member->kind != GUO_ELEMENT_TEXT)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(member->label), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left), self, 0);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (self->properties, guo_sentence_new (_(member->label), "field-label"));
  gtk_box_append (self->properties, entry);
}

static void
word_chosen (GuoChoice *choice, GuoDesigner *self)
{
  const GuoElementMember *member = member_of (GTK_WIDGET (choice));
  const gchar *value = guo_choice_get (choice);

  if (self->silent || value == NULL)
    return;
  if (member->kind == GUO_ELEMENT_CODE)
    {
      guo_design_replace (self->design, guo_element_as_code (guo_design_item (self->design, guo_design_chosen (self->design)),
                                                             value));
      guo_designer_changed (self);
      guo_designer_properties_fill (self);
    }
  else if (member->kind == GUO_ELEMENT_NUMBER)
    set (self, member, json_integer ((json_int_t) g_ascii_strtoll (value, NULL, 10)));
  else
    set (self, member, json_string (value));
}

static void
add_words (GuoDesigner *self, const GuoElementMember *member)
{
  GtkWidget *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  g_object_set_data (G_OBJECT (choice), "member", (gpointer) member);
  for (const GuoElementWord *word = member->words; word->value != NULL; word++)
    guo_choice_add (GUO_CHOICE (choice), word->value, _(word->word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _(member->label), -1);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (word_chosen), self, 0);
  gtk_box_append (self->properties, guo_sentence_new (_(member->label), "field-label"));
  gtk_box_append (self->properties, choice);
}

static void
toggled (GtkCheckButton *button, GuoDesigner *self)
{
  if (!self->silent)
    set (self, member_of (GTK_WIDGET (button)), gtk_check_button_get_active (button) ? json_true () : NULL);
}

static void
add_flag (GuoDesigner *self, const GuoElementMember *member)
{
  GtkWidget *button = gtk_check_button_new_with_label (_(member->label));

  g_object_set_data (G_OBJECT (button), "member", (gpointer) member);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled), self, 0);
  gtk_box_append (self->properties, button);
}

/* The field chosen is all that the element says; more is typed. */
static void
field_chosen (GuoPicker *picker, GuoDesigner *self)
{
  json_t *field = json_array_get (self->fields, (gsize) MAX (0, guo_picker_get (picker) - 1));
  const gchar *name = json_string_value (json_object_get (field, "name"));

  if (name == NULL || self->silent)
    return;
  guo_design_know_field (self->design, field);
  if (guo_design_set (self->design, "text", json_sprintf ("{%s}", name)))
    guo_designer_changed (self);
  guo_designer_properties_update (self);
}

static void
add_fields (GuoDesigner *self)
{
  GtkWidget *picker = guo_picker_new (_("Field"), TRUE);
  json_auto_t *rows = json_array ();
  gsize i;
  json_t *field;

  json_array_foreach (self->fields, i, field)
    json_array_append_new (rows, json_pack ("{s:I, s:o}", "id", (json_int_t) i + 1, "name",
                                            json_sprintf ("%s · %s", json_string_value (json_object_get (field, "zh")),
                                                          json_string_value (json_object_get (field, "name")))));
  guo_picker_set_none (GUO_PICKER (picker), _("Field of the data"), _("None"));
  guo_picker_set_rows (GUO_PICKER (picker), rows);
  g_signal_connect_object (picker, "chosen", G_CALLBACK (field_chosen), self, 0);
  gtk_box_append (self->properties, picker);
}

static void
picture_clicked (GuoDesigner *self)
{
  guo_designer_choose_picture (self, TRUE);
}

static void
add_picture_key (GuoDesigner *self)
{
  GtkWidget *key = gtk_button_new_with_label (_("Choose a picture …"));

  gtk_widget_add_css_class (key, "desk-key");
  g_signal_connect_object (key, "clicked", G_CALLBACK (picture_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->properties, key);
}

static void
update_one (GuoDesigner *self, GtkWidget *widget)
{
  const GuoElementMember *member = member_of (widget);
  g_autofree gchar *text = member != NULL ? text_of (self, member) : NULL;
  json_t *value = member != NULL ? value_of (self, member) : NULL;

  if (member == NULL)
    return;
  if (GTK_IS_ENTRY (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
  else if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), json_is_true (value));
  else if (json_is_string (value))
    guo_choice_select (GUO_CHOICE (widget), json_string_value (value));
  else
    guo_choice_select (GUO_CHOICE (widget), member->kind == GUO_ELEMENT_NUMBER && value != NULL ? text : member->words[0].value);
}

void
guo_designer_properties_update (GuoDesigner *self)
{
  self->silent = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->properties)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    update_one (self, child);
  self->silent = FALSE;
}

static void
add_member (GuoDesigner *self, const GuoElementMember *member)
{
  if (member->kind == GUO_ELEMENT_FLAG)
    add_flag (self, member);
  else if (member->words != NULL)
    add_words (self, member);
  else
    add_entry (self, member);
  if (strcmp (member->name, "text") == 0)
    add_fields (self);
}

void
guo_designer_properties_fill (GuoDesigner *self)
{
  json_t *item = self->design != NULL ? guo_design_item (self->design, guo_design_chosen (self->design)) : NULL;
  const GuoElementMember *members = item != NULL ? guo_element_members () : paper;

  self->silent = TRUE;
  guo_box_empty (self->properties);
  for (; self->design != NULL && members->name != NULL; members++)
    if (item == NULL || guo_element_has (item, members))
      add_member (self, members);
  if (json_object_get (item, "png") != NULL)
    add_picture_key (self);
  if (self->design != NULL)
    guo_designer_properties_update (self);
  self->silent = FALSE;
}
