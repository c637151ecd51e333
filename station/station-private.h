/* What the files of station/ share of GuoStation; nobody else includes this. */
#pragma once

#include "station/backups.h"
#include "station/devices.h"
#include "station/graders.h"
#include "station/instruments.h"
#include "station/printing.h"
#include "station/report-keeper.h"
#include "station/scanners.h"
#include "station/sessions.h"
#include "station/station.h"

G_BEGIN_DECLS

#define GUO_STATION_HMAC_BYTES 32

struct _GuoStation
{
  gchar *path;
  gchar *folder;             /* FILE.d */
  const GuoClock *clock;
  GuoDatabase *db;           /* writer's thread */
  GuoLog *log;               /* writer's thread */
  GuoLive *live;
  GuoDevices *devices;
  GuoScanners *scanners;
  GuoInstruments *instruments;
  GuoFruitStore *fruit;      /* FILE.d/fruit.db */
  GuoGraders *graders;
  GuoSessions *sessions;
  GuoBackups *backups;
  guint8 hmac_key[GUO_STATION_HMAC_BYTES]; /* for the last four characters of serials */
  gboolean practice;
  gint64 watched_wall_us;    /* writer's thread: both clocks at the last command, see clock-watch.h; 0: none yet */
  gint64 watched_monotonic_us;
  gboolean unclean_stop;     /* the marker of the last run was still there */
  gboolean fruit_lost;       /* the log knows runs of graders, and the store was not there */
  gint pages_port;           /* atomic */
  json_t *pages_moved;       /* (nullable): set before anybody is served */
  void (*rebuilder) (gpointer user_data); /* (nullable): set before anybody is served */
  gpointer rebuilder_data;
  gint rebuild_asked;        /* atomic: this station is about to be closed */
  gint has_supervisor;       /* atomic; FALSE: the database belongs to whoever may open the socket */

  GMutex lock;               /* guards host, printing, reports and judged */
  gchar *host;               /* (nullable): the centre's public name, as last set */
  GuoPrinting *printing;     /* (nullable): the printers' threads */
  GuoReportKeeper *reports;  /* (nullable): the folders' threads */
  GPtrArray *judged;         /* GuoJudged, oldest first */
};

/**
 * guo_station_set_host:
 * @self: a station
 * @host: (nullable): public name of the pages, "trace.example.cn"
 */
void guo_station_set_host (GuoStation *self, const gchar *host);

/**
 * guo_station_simulate_clock:
 * @clock: (nullable): what guo_station_clock() answers on this thread from here on; %NULL: the station's own
 *   again. Must live until then
 */
void guo_station_simulate_clock (const GuoClock *clock);

G_END_DECLS
