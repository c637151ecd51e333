/* A panel that is one card: a head and below it whatever the section shows. What differs from section to
 * section is a few functions. Main thread. */
#pragma once

#include "ui/settings/panel.h"

G_BEGIN_DECLS

#define GUO_TYPE_CARD_PANEL (guo_card_panel_get_type ())
G_DECLARE_FINAL_TYPE (GuoCardPanel, guo_card_panel, GUO, CARD_PANEL, GtkWidget)

/**
 * GuoCardPanelFuncs:
 * @build: fills the card, once
 * @reload: (nullable): it is shown, or something was recorded
 * @press: (nullable): as in #GuoPanelInterface
 */
typedef struct
{
  void (*build) (GuoCardPanel *self);
  void (*reload) (GuoCardPanel *self);
  void (*press) (GuoCardPanel *self, const gchar *key);
} GuoCardPanelFuncs;

/**
 * guo_card_panel_new:
 * @desk: the desk
 * @head: of the card
 * @funcs: what it shows; stays alive
 * @data: (transfer full) (nullable): for guo_card_panel_data(), freed with g_free()
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *guo_card_panel_new (GuoDesk *desk, const gchar *head, const GuoCardPanelFuncs *funcs, gpointer data);

/**
 * guo_card_panel_desk:
 * @self: the panel
 *
 * Returns: (transfer none): the desk
 */
GuoDesk *guo_card_panel_desk (GuoCardPanel *self);

/**
 * guo_card_panel_data:
 * @self: the panel
 *
 * Returns: (transfer none) (nullable): what was given to guo_card_panel_new()
 */
gpointer guo_card_panel_data (GuoCardPanel *self);

/**
 * guo_card_panel_append:
 * @self: the panel
 * @child: (transfer floating): below what is there
 */
void guo_card_panel_append (GuoCardPanel *self, GtkWidget *child);

/**
 * guo_card_panel_sentence:
 * @self: the panel
 * @text: (nullable): what is said
 * @style: "dim", "why", "form-head" …
 *
 * Appends a label that wraps.
 *
 * Returns: (transfer none): the label
 */
GtkLabel *guo_card_panel_sentence (GuoCardPanel *self, const gchar *text, const gchar *style);

/**
 * guo_card_panel_fact:
 * @self: the panel
 * @name: what it is, and its name for a screen reader
 *
 * Appends a line of two columns.
 *
 * Returns: (transfer none): the label for the value, which may be copied
 */
GtkLabel *guo_card_panel_fact (GuoCardPanel *self, const gchar *name);

/**
 * guo_card_panel_key:
 * @self: the panel
 * @word: what it does
 * @clicked: called with the panel
 *
 * Appends a key.
 *
 * Returns: (transfer none): the key
 */
GtkWidget *guo_card_panel_key (GuoCardPanel *self, const gchar *word, void (*clicked) (GuoCardPanel *self));

G_END_DECLS
