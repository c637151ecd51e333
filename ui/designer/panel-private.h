/* What the files of the designer share: panel.c puts it together, list.c and properties.c stand beside the canvas,
 * preview.c asks the station what would come out, of what data.c says; picture.c takes a picture in, file.c fetches and keeps layouts. */
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
  GuoChoice       *data;       /* "sample", "longest"; none: a real case or pallet */
  GuoPicker       *real;       /* which one */
  GtkWidget       *dpi_key;    /* says at which dots, and goes on to the next */

  json_t          *rows;       /* (nullable): layouts, as the station lists them */
  json_t          *row;        /* (nullable): the one that is designed */
  json_t          *fields;     /* of all shipped layouts, each once: name, zh, sample */
  json_t          *real_rows;  /* (nullable): offered: id, name, key */
  gchar           *real_key;   /* (nullable): serial or SSCC of the one that is shown */
  GuoDesign       *design;     /* (nullable) */
  gboolean         silent;     /* what is set now was not set by a person */
  gboolean         at_side;
  gint64           dpi;        /* 203, 300 or 600 */
  gboolean         dpi_chosen; /* by the person: a printer's does not take its place */
  gboolean         replaces_picture; /* the file that is asked for is for the chosen element */
  gboolean         takes_another; /* another layout was chosen: what is not saved would be lost */
  gboolean         asked;      /* a preview is on its way … */
  gboolean         stale;      /* … and something changed since */
};

/**
 * guo_designer_changed:
 * @self: the designer
 *
 * The design is another: everything that shows it does so again, and the draft is kept.
 */
void guo_designer_changed (GuoDesigner *self);

/**
 * guo_designer_show_chosen:
 * @self: the designer
 *
 * Another element is chosen, or it stands elsewhere.
 */
void guo_designer_show_chosen (GuoDesigner *self);

/**
 * guo_designer_show:
 * @self: the designer
 *
 * Another layout is designed.
 */
void guo_designer_show (GuoDesigner *self);

/**
 * guo_designer_list_fill:
 * @self: the designer
 *
 * The list is as the design is; the focus stays on its row.
 */
void guo_designer_list_fill (GuoDesigner *self);

/**
 * guo_designer_list_mark:
 * @self: the designer
 *
 * The row of the chosen element is the selected one.
 */
void guo_designer_list_mark (GuoDesigner *self);

/**
 * guo_designer_add:
 * @self: the designer
 *
 * Asks which element is new, and places it.
 */
void guo_designer_add (GuoDesigner *self);

/**
 * guo_designer_list_new:
 * @self: the designer
 *
 * Makes @self->list, whose keys move the chosen element too.
 *
 * Returns: (transfer floating): the list in its scrolled window
 */
GtkWidget *guo_designer_list_new (GuoDesigner *self);

/**
 * guo_designer_properties_fill:
 * @self: the designer
 *
 * The fields are those of the chosen element; without one, of the paper.
 */
void guo_designer_properties_fill (GuoDesigner *self);

/**
 * guo_designer_properties_update:
 * @self: the designer
 *
 * The fields say what the design says.
 */
void guo_designer_properties_update (GuoDesigner *self);

/**
 * guo_designer_choose_picture:
 * @self: the designer
 * @instead: for the chosen element; else for a new one
 *
 * Asks for a file.
 */
void guo_designer_choose_picture (GuoDesigner *self, gboolean instead);

/**
 * guo_designer_data_add:
 * @self: the designer
 * @bar: gets the choice of data and of the printer's dots
 */
void guo_designer_data_add (GuoDesigner *self, GtkBox *bar);

/**
 * guo_designer_data_show:
 * @self: the designer
 *
 * Another layout is designed: cases are offered, or pallets, or neither.
 */
void guo_designer_data_show (GuoDesigner *self);

/**
 * guo_designer_data_put:
 * @self: the designer
 * @body: of a request for a preview: gets what was chosen
 */
void guo_designer_data_put (GuoDesigner *self, json_t *body);

/**
 * guo_designer_data_ask_printer:
 * @self: the designer
 *
 * The dots are those of the printer that is bound to the layout, until a person chooses others.
 */
void guo_designer_data_ask_printer (GuoDesigner *self);

/**
 * guo_designer_preview:
 * @self: the designer
 *
 * Asks the station what would come out; one question at a time.
 */
void guo_designer_preview (GuoDesigner *self);

/**
 * guo_designer_print_sample:
 * @self: the designer
 *
 * The layout with its usual words goes to a printer, which is asked for when there are several.
 */
void guo_designer_print_sample (GuoDesigner *self);

/**
 * guo_designer_print_rulers:
 * @self: the designer
 *
 * The same, with rulers of the paper's size.
 */
void guo_designer_print_rulers (GuoDesigner *self);

/**
 * guo_designer_load:
 * @self: the designer
 *
 * Fetches the layouts; what is designed stays, the first time it is the draft or the first layout.
 */
void guo_designer_load (GuoDesigner *self);

/**
 * guo_designer_open:
 * @self: the designer
 * @row: of a layout, as the station lists it
 * @file: its JSON text
 *
 * Designs another one; the draft is not touched.
 */
void guo_designer_open (GuoDesigner *self, json_t *row, const gchar *file);

/**
 * guo_designer_save:
 * @self: the designer
 *
 * A new version of one of the centre's own; asks for a name of what is shipped.
 */
void guo_designer_save (GuoDesigner *self);

/**
 * guo_designer_save_as:
 * @self: the designer
 *
 * Asks for a name, and keeps it under that.
 */
void guo_designer_save_as (GuoDesigner *self);

/**
 * guo_designer_stop:
 * @self: the designer
 *
 * One of the centre's own is not offered any more.
 */
void guo_designer_stop (GuoDesigner *self);

/**
 * guo_designer_keep_draft:
 * @self: the designer
 *
 * What is not saved is remembered by this screen; what is saved is forgotten.
 */
void guo_designer_keep_draft (GuoDesigner *self);

/**
 * guo_designer_discard:
 * @self: the designer
 *
 * As it was saved last, without a draft.
 */
void guo_designer_discard (GuoDesigner *self);

G_END_DECLS
