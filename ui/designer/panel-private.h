/* What the files of the designer share: panel.c puts it together, list.c and properties.c stand beside the canvas,
 * preview.c asks the station what would come out, file.c fetches and keeps layouts. */
#pragma once

#include "ui/designer/canvas.h"
#include "ui/designer/panel.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/picker.h"

G_BEGIN_DECLS

#define GUO_TYPE_DESIGNER (guo_designer_get_type ())
G_DECLARE_FINAL_TYPE (GuoDesigner, guo_designer, GUO, DESIGNER, GtkWidget)

struct _GuoDesigner
{
  GtkWidget        parent_instance;

  GuoDesk         *desk;
  GtkWidget       *box;
  GuoPicker       *layouts;
  GuoDesignCanvas *canvas;
  GtkListBox      *list;       /* the canvas' equal */
  GtkBox          *properties;
  GtkBox          *side;
  GtkBox          *drawing;    /* canvas, place, findings */
  GtkWidget       *side_key;   /* from which side and drawing take turns */
  GtkWidget       *add_key;    /* behind the list */
  GtkLabel        *place;      /* where the chosen element stands */
  GtkBox          *findings;
  GtkWidget       *undo_key, *redo_key;
  GuoChoice       *data;       /* "sample", "longest" */

  json_t          *rows;       /* (nullable): layouts, as the station lists them */
  json_t          *row;        /* (nullable): the one that is designed */
  json_t          *fields;     /* of all shipped layouts, each once: name, zh, sample */
  GuoDesign       *design;     /* (nullable) */
  gboolean         silent;     /* what is set now was not set by a person */
  gboolean         at_side;
  gboolean         takes_another; /* another layout was chosen: what is not saved would be lost */
  gboolean         asked;      /* a preview is on its way … */
  gboolean         stale;      /* … and something changed since */
};

/* The design is another: everything that shows it does so again, and the draft is kept. */
void guo_designer_changed (GuoDesigner *self);
/* Another element is chosen, or it stands elsewhere. */
void guo_designer_show_chosen (GuoDesigner *self);
/* Another layout is designed. */
void guo_designer_show (GuoDesigner *self);

/* list.c */
void guo_designer_list_fill (GuoDesigner *self);
void guo_designer_list_mark (GuoDesigner *self);
void guo_designer_add (GuoDesigner *self);
GtkWidget *guo_designer_list_new (GuoDesigner *self);

/* properties.c */
void guo_designer_properties_fill (GuoDesigner *self);
void guo_designer_properties_update (GuoDesigner *self);

/* preview.c */
void guo_designer_preview (GuoDesigner *self);

/* print.c */
void guo_designer_print_sample (GuoDesigner *self);
void guo_designer_print_rulers (GuoDesigner *self);

/* file.c */
void guo_designer_load (GuoDesigner *self);
void guo_designer_open (GuoDesigner *self, json_t *row, const gchar *file);
void guo_designer_save (GuoDesigner *self);
void guo_designer_save_as (GuoDesigner *self);
void guo_designer_stop (GuoDesigner *self);
void guo_designer_keep_draft (GuoDesigner *self);
void guo_designer_discard (GuoDesigner *self);

G_END_DECLS
