/* The sections of the settings page as data: which list of the interface, which fields, what a row says.
 *
 * A section with a table of fields is shown by #GuoSettingsMaster and #GuoSettingsEditor alone; one that
 * is more than a list has a panel of its own. Main thread.
 */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/* What a field is: how it is typed, and what is sent. */
typedef enum
{
  GUO_SETTING_TEXT,
  GUO_SETTING_LONG,         /* several lines */
  GUO_SETTING_WHOLE,        /* a whole number */
  GUO_SETTING_KG,           /* kilograms typed, milligrams sent */
  GUO_SETTING_PERCENT,      /* per cent typed, parts of a million sent */
  GUO_SETTING_GRAMS,        /* grams typed, milligrams sent */
  GUO_SETTING_MU,           /* mu typed and sent; "area_m2" read */
  GUO_SETTING_DAY,          /* 2026-07-01; 7-1 is this year's */
  GUO_SETTING_SEASON,       /* 09-01 */
  GUO_SETTING_CLOCK,        /* 04:30 typed, minutes after midnight sent */
  GUO_SETTING_WORD,         /* one of "words" */
  GUO_SETTING_CLASS,        /* a class of the house or of a grade scheme in use */
  GUO_SETTING_LAYOUT,       /* one of "words", or of the centre's own label layouts of the purpose "within" */
  GUO_SETTING_YES_NO,
  GUO_SETTING_THING,        /* a row of the list at "list", by id */
  GUO_SETTING_PIN,
  GUO_SETTING_PICTURE,      /* "picture_sha256" */
  GUO_SETTING_CERTIFICATES, /* a list of them */
} GuoSettingKind;

/* One of the words of a choice. */
typedef struct
{
  const gchar *value;
  const gchar *word; /* N_() */
} GuoSettingWord;

typedef enum
{
  GUO_SETTING_NEEDED = 1 << 0,
  GUO_SETTING_ONLY_NEW = 1 << 1, /* asked of a new one only: it changes in another way */
  GUO_SETTING_SEARCHED = 1 << 2, /* its list may be long: it takes "q" and "limit" */
} GuoSettingFlags;

/**
 * GuoSetting:
 * @key: member of the request and of the row; "licence.number" is a member of a member
 * @label: N_(): above the field
 * @hint: N_() (nullable): below the label, what is meant
 * @list: (nullable): path of the list of which it is a row
 * @within: (nullable): member of each row of @list that holds the rows meant: "varieties"; of layouts their purpose
 * @words: (nullable): ended by a %NULL value; the first one is the default of a new row
 * @head: N_() (nullable): a heading before this field
 */
typedef struct
{
  const gchar          *key;
  GuoSettingKind        kind;
  const gchar          *label;
  GuoSettingFlags       flags;
  const gchar          *hint;
  const gchar          *list;
  const gchar          *within;
  const GuoSettingWord *words;
  const gchar          *head;
} GuoSetting;

typedef struct _GuoSection GuoSection;

/**
 * GuoSection:
 * @id: short name, for actions
 * @word: N_(): in the list of sections
 * @path: (nullable): of the list of the interface
 * @kind: (nullable): query and fixed member "kind"
 * @settings: (nullable): ended by a %NULL key
 * @title: (nullable): what a row is called; %NULL: its name
 * @detail: (nullable): second line of a row; transfer full
 * @add: N_() (nullable): on the key that makes a new one
 * @empty: N_() (nullable): said of an empty list
 * @by_path: a change goes to PATH/ID, not with "replaces"
 * @single: there is one row, which is always edited
 * @cursor: (nullable): the list may be long: it takes "q", "limit" and, so called, the last row's id
 * @stops: a row can be stopped and used again: "active"
 * @voids: a row that was wrong is declared void: PATH/ID/void
 * @only_add: a row is never changed, only followed by a newer one
 * @below: (nullable): rows that belong to one row: tares of a crate type
 * @parent: (nullable): as @below: member that holds the row above
 * @rows_path: (nullable): as @below: list, "%s" the id of the row above; %NULL: member @rows of the row
 * @rows: (nullable): as @below
 * @panel: (nullable): makes the panel of a section that is more than a list
 */
struct _GuoSection
{
  const gchar      *id;
  const gchar      *word;
  const gchar      *path;
  const gchar      *kind;
  const GuoSetting *settings;
  gchar          *(*title) (json_t *row);
  gchar          *(*detail) (json_t *row);
  const gchar      *add;
  const gchar      *empty;
  gboolean          by_path;
  gboolean          single;
  const gchar      *cursor;
  gboolean          stops;
  gboolean          voids;
  gboolean          only_add;
  const GuoSection *below;
  const gchar      *parent;
  const gchar      *rows_path;
  const gchar      *rows;
  GtkWidget      *(*panel) (GuoDesk *desk);
};

/**
 * guo_sections:
 *
 * Returns: (transfer none): all sections in order, ended by one without id
 */
const GuoSection *guo_sections (void);

/**
 * guo_section_title:
 * @section: which
 * @row: one of its rows
 *
 * Returns: (transfer full): what the row is called
 */
gchar *guo_section_title (const GuoSection *section, json_t *row);

G_END_DECLS
