/* Grade schemes: what makes a class, what a size is called, what a lot must have, as data (schemes/scheme.schema.json).
 *
 * A scheme is read once and then never changed: any thread may judge by it. All numbers in it are ten-millionths of the
 * measurement's unit (exact-json.h); no comparison is done in floating point. Classes count from 0, the best; the
 * number of classes stands for "below grade". */
#pragma once

#include "station/grading/exact-json.h"

G_BEGIN_DECLS

/* What a row of measurements holds where nothing was measured. */
#define GUO_MISSING G_MININT64

#define GUO_MEASUREMENTS_MAX 64
#define GUO_CLASSES_MAX 32
#define GUO_DEFECTS_MAX 64

typedef enum
{
  GUO_MEASURED_ON_FRUIT,  /* by the machine or by hand, each fruit */
  GUO_MEASURED_ON_SAMPLE, /* a mean of some fruit, true of the whole lot */
} GuoMeasuredOn;

/* What a grading machine tells that makes this measurement (machine.h). */
typedef enum
{
  GUO_MACHINE_NOTHING,
  GUO_MACHINE_MASS,
  GUO_MACHINE_DIAMETER,
  GUO_MACHINE_COLOUR,
  GUO_MACHINE_BRIX,
  GUO_MACHINE_DEFECT_SUM,     /* of the areas of the codes wanted */
  GUO_MACHINE_DEFECT_LARGEST, /* of their areas */
  GUO_MACHINE_DEFECT_COUNT,   /* how many */
} GuoMachineField;

typedef struct
{
  gchar *name;
  gchar *unit;    /* "mm", "cm2", "percent", "brix" …; "" when it is a plain number */
  gchar *name_zh; /* (nullable) */
  gchar *name_en; /* (nullable) */
  GuoMeasuredOn on;
  gboolean missing_is_met; /* a limit holds where it was not measured */
  GuoMachineField machine;
  gint64 machine_step; /* one unit of the machine, ten-millionths of ours */
  guint16 codes[26];   /* the machine's defect codes A to Z wanted: bit n is digit n */
  gint numerator;      /* measurements whose ratio this is, where it was not measured itself; -1: none */
  gint denominator;
} GuoMeasurement;

/* Days on which a rule holds, both included: YYYYMMDD, or MMDD in every year (it may span New Year); 0: no bound. */
typedef struct
{
  guint32 from;
  guint32 until;
} GuoSeason;

typedef struct
{
  guint measurement;
  gint64 least; /* both included; a bound that is itself out is moved by one ten-millionth */
  gint64 most;
  gboolean least_out; /* "over": least - 1 was written */
  gboolean most_out;  /* "under": most + 1 was written */
  gboolean missing_is_met;
  GuoSeason season;
  gchar *pointer; /* where it stands in the file, RFC 6901 */
} GuoLimit;

/* How much fruit that is not of its class a lot may have. */
typedef struct
{
  gboolean by_mass;
  guint32 percent_e4;       /* ten-thousandths of a per cent */
  guint32 worse_percent_e4; /* of fruit that is not of @must_meet either */
  guint must_meet;          /* class that the tolerated fruit still meets; the number of classes: any */
  guint64 defects;          /* those meant, bit by index; 0: all fruit that is not of the class */
  GuoSeason season;
  gchar *pointer;
} GuoTolerance;

typedef struct
{
  gchar *key;     /* how results name it: the code, else the Chinese, else the English name */
  gchar *code;    /* (nullable) "AAA" */
  gchar *name_zh; /* (nullable) */
  gchar *name_en; /* (nullable) */
  GuoSeason season; /* outside it the class is not given */
  GuoLimit *limits; /* of a fruit, those of all classes first */
  guint n_limits;
  GuoLimit *lot_limits; /* of the lot; also those of @limits that a sample is measured for */
  guint n_lot_limits;
  GuoTolerance *tolerances;
  guint n_tolerances;
} GuoGradeClass;

/* A defect that an inspection counts. */
typedef struct
{
  gchar *name;
  gchar *name_zh; /* (nullable) */
  gchar *name_en; /* (nullable) */
  guint meets;    /* the class that a fruit with it still meets */
} GuoLotDefect;

/* A size code: a property of the box; ranges may overlap. */
typedef struct
{
  gchar *code;
  gint64 least;
  gint64 most;
  guint64 classes; /* for which, bit by index */
  GuoSeason season;
  gchar *pointer;
} GuoSizeCode;

/* A part of the range of sizes; each fruit falls in one at most. */
typedef struct
{
  gchar *code;
  gint64 least;
  gint64 most;
} GuoSizePart;

typedef struct
{
  gchar *id;
  gchar *version;     /* "1", "2026-1" */
  gchar *name_zh;     /* (nullable) */
  gchar *name_en;     /* (nullable) */
  gchar *below_key;   /* how results name what is below: as a class */
  gchar *below_zh;    /* "级外" */
  gchar *below_en;
  guint32 valid_from;  /* YYYYMMDD; 0: always was */
  guint32 valid_until; /* 0: still is */
  GuoMeasurement *measurements;
  guint n_measurements;
  GuoGradeClass *classes;
  guint n_classes;
  GuoLotDefect *defects;
  guint n_defects;
  GuoSizeCode *sizes;
  guint n_sizes;
  guint size_measurement;
  gboolean size_required; /* a fruit without a size code of the class is not of the class */
  GuoSizePart *parts;     /* rising */
  guint n_parts;
  guint part_measurement;
  json_t *source; /* as read, of guo_exact_json_parse() */
} GuoScheme;

/**
 * guo_scheme_parse:
 * @text: JSON as in schemes/scheme.schema.json
 * @error: return location
 *
 * Returns: (transfer full): the scheme; %NULL with %GUO_STATION_ERROR_BAD_FIELD: "bad-json", or "bad-field" whose field
 *   is a JSON pointer
 */
GuoScheme *guo_scheme_parse (const gchar *text, GError **error);

/**
 * guo_scheme_free:
 * @self: (nullable): the scheme
 */
void guo_scheme_free (GuoScheme *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScheme, guo_scheme_free)

/* (array zero-terminated=1): ids of the schemes that come with the program. */
extern const gchar *const guo_scheme_names[];

/**
 * guo_scheme_builtin_text:
 * @id: one of guo_scheme_names
 * @error: return location
 *
 * Returns: (transfer full): its file; %NULL with %GUO_STATION_ERROR_NOT_FOUND, whose message lists them
 */
GBytes *guo_scheme_builtin_text (const gchar *id, GError **error);

/**
 * guo_scheme_builtin:
 * @id: one of guo_scheme_names
 * @error: return location
 *
 * Returns: (transfer full): the scheme; %NULL with %GUO_STATION_ERROR_NOT_FOUND
 */
GuoScheme *guo_scheme_builtin (const gchar *id, GError **error);

/**
 * guo_scheme_measurement:
 * @self: the scheme
 * @name: "diameter_mm"
 *
 * Returns: its index; -1 when the scheme has none of that name
 */
gint guo_scheme_measurement (const GuoScheme *self, const gchar *name);

/**
 * guo_scheme_class:
 * @self: the scheme
 * @name: code, Chinese or English name of a class, or of what is below
 *
 * Returns: its index, the number of classes for below; -1 when there is none of that name
 */
gint guo_scheme_class (const GuoScheme *self, const gchar *name);

/**
 * guo_scheme_is_below:
 * @self: the scheme
 * @name: any
 *
 * Returns: whether it is a name of what is below
 */
gboolean guo_scheme_is_below (const GuoScheme *self, const gchar *name);

/**
 * guo_scheme_class_key:
 * @self: the scheme
 * @index: of a class; the number of classes for below
 *
 * Returns: (transfer none): how results name it
 */
const gchar *guo_scheme_class_key (const GuoScheme *self, guint index);

/**
 * guo_scheme_is_valid_on:
 * @self: the scheme
 * @date: YYYYMMDD
 *
 * Returns: whether the scheme's own dates hold that day
 */
gboolean guo_scheme_is_valid_on (const GuoScheme *self, guint32 date);

/**
 * guo_scheme_clear:
 * @self: the scheme
 * @values: (array): one row, as many values as measurements, set to %GUO_MISSING
 */
void guo_scheme_clear (const GuoScheme *self, gint64 *values);

/**
 * guo_scheme_derive:
 * @self: the scheme
 * @values: (array): one row; ratios that were not measured are computed where both parts were
 *
 * To be called once a row is filled, before it is judged.
 */
void guo_scheme_derive (const GuoScheme *self, gint64 *values);

/**
 * guo_scheme_add_sample:
 * @self: the scheme
 * @sample: (array): the measurements of the lot's sample, one row
 * @values: (array): the row of a fruit of that lot
 *
 * Fills in what is measured on samples and was not on this fruit.
 */
void guo_scheme_add_sample (const GuoScheme *self, const gint64 *sample, gint64 *values);

/**
 * guo_date_parse:
 * @text: (nullable): "2026-07-16"
 *
 * Returns: YYYYMMDD; 0 when it is no day
 */
guint32 guo_date_parse (const gchar *text);

G_END_DECLS
