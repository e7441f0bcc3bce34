//! The work on the pieces, shared out.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use jiff::civil;

use super::column::Columns;
use super::{Error, fields, pieces};
use crate::document::schema::View;
use crate::text::OffsetUnit;
use crate::{Mentions, Sifter};

/// How the columns are made.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The unit of positions.
    pub unit: OffsetUnit,
    /// Whether each mention has a copy of its text; false saves memory.
    pub texts: bool,
    /// How many threads work; none for `TEXTSIFT_THREADS`, or as many as the machine has.
    pub threads: Option<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            unit: OffsetUnit::default(),
            texts: true,
            threads: None,
        }
    }
}

/// How much of a column is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// The texts, null ones too.
    pub texts: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Done {
    /// When all of these are done.
    pub fn all(texts: &[Option<&str>]) -> Self {
        Self {
            texts: texts.len(),
            bytes: pieces::bytes(texts),
        }
    }

    fn add(&mut self, more: Self) {
        self.texts += more.texts;
        self.bytes += more.bytes;
    }
}

/// A column to be taken apart.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The settings.
    pub sifter: &'a Sifter,
    /// The texts, row by row.
    pub texts: &'a [Option<&'a str>],
    /// The reference date of each text, in place of the settings'.
    pub references: Option<&'a [Option<civil::DateTime>]>,
}

/// Takes a column apart: the schema, and record batches of as many rows in all as there are texts.
/// A text that is null gives null lists.
///
/// `keep_on` is asked some ten times a second, on the calling thread, and told how much is done; the
/// work ends soon after it says false.
///
/// ```
/// use textsift::{Sifter, batch::{Job, Options, extract}};
/// let texts = [Some("One text. Another."), None];
/// let job = Job { sifter: &Sifter::default(), texts: &texts, references: None };
/// let (schema, batches) = extract(job, Options::default(), |_| true).unwrap();
/// assert_eq!(schema.field(0).name(), "sentences");
/// assert!(batches[0].column(0).is_null(1));
/// ```
///
/// # Errors
/// If a text has 2 GiB or more, there are more or fewer references than texts, the number of threads
/// is none, or `keep_on` said false.
pub fn extract(
    job: Job<'_>,
    options: Options,
    keep_on: impl FnMut(Done) -> bool,
) -> Result<(SchemaRef, Vec<RecordBatch>), Error> {
    check(job)?;
    let what = job.sifter.settings().what;
    let schema = Arc::new(fields::schema(what, options.unit, options.texts));
    let work = Work::new(job, options, schema.clone());
    let threads = threads(options.threads)?.min(work.pieces.len());
    let few = pieces::bytes(job.texts) < pieces::LEAST_BYTES;
    let batches = if few {
        work.alone()?
    } else {
        work.shared(threads, keep_on)?
    };
    Ok((schema, batches))
}

fn check(job: Job<'_>) -> Result<(), Error> {
    let long = |text: &Option<&str>| text.is_some_and(|text| i32::try_from(text.len()).is_err());
    if let Some(row) = job.texts.iter().position(long) {
        return Err(Error::too_long(row));
    }
    let given = job.references.map_or(job.texts.len(), <[_]>::len);
    if given == job.texts.len() {
        Ok(())
    } else {
        Err(Error::length(job.texts.len(), given))
    }
}

fn threads(asked: Option<usize>) -> Result<usize, Error> {
    let number = match asked {
        Some(number) => number,
        None => match std::env::var("TEXTSIFT_THREADS") {
            Ok(given) => given.parse().map_err(|_| Error::threads(&given))?,
            Err(_) => std::thread::available_parallelism().map_or(1, usize::from),
        },
    };
    if number == 0 {
        return Err(Error::threads("0"));
    }
    Ok(number)
}

struct Work<'a> {
    job: Job<'a>,
    options: Options,
    schema: SchemaRef,
    pieces: Vec<Range<usize>>,
    /// The pieces, largest first.
    order: Vec<usize>,
    next: AtomicUsize,
    stop: AtomicBool,
}

type Piece = (usize, Result<RecordBatch, Error>);

/// So many texts are taken apart before what was found in them is appended.
const TEXTS: usize = 8;

/// What one thread fills again and again.
struct Buffers {
    pass: Mentions,
    /// What was found in some texts.
    found: Vec<Mentions>,
    columns: Columns,
}

impl<'a> Work<'a> {
    fn new(job: Job<'a>, options: Options, schema: SchemaRef) -> Self {
        let pieces = pieces::cut(job.texts);
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|&at| Reverse(pieces::bytes(&job.texts[pieces[at].clone()])));
        Self {
            job,
            options,
            schema,
            pieces,
            order,
            next: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
        }
    }

    fn alone(&self) -> Result<Vec<RecordBatch>, Error> {
        let mut buffers = self.buffers();
        let pieces = self.pieces.iter().cloned();
        pieces.map(|rows| self.batch(rows, &mut buffers)).collect()
    }

    fn buffers(&self) -> Buffers {
        let what = self.job.sifter.settings().what;
        Buffers {
            pass: Mentions::default(),
            found: vec![Mentions::default(); TEXTS],
            columns: Columns::new(what, self.options.texts),
        }
    }

    fn shared(
        &self,
        threads: usize,
        keep_on: impl FnMut(Done) -> bool,
    ) -> Result<Vec<RecordBatch>, Error> {
        let (sender, done) = channel();
        std::thread::scope(|scope| {
            let start = |sender: Sender<Piece>| {
                let builder = std::thread::Builder::new().name("textsift".to_owned());
                builder
                    .spawn_scoped(scope, move || self.run(&sender))
                    .is_ok()
            };
            let started = (0..threads).take_while(|_| start(sender.clone())).count();
            if started == 0 {
                self.run(&sender); // the system gives no more threads
            }
            drop(sender);
            self.collect(&done, keep_on)
        })
    }

    /// Takes pieces until none is left.
    fn run(&self, done: &Sender<Piece>) {
        let mut buffers = self.buffers();
        while let Some(&piece) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let batch = self.batch(self.pieces[piece].clone(), &mut buffers);
            let failed = batch.is_err();
            if done.send((piece, batch)).is_err() || failed {
                return;
            }
        }
    }

    /// Puts the batches in order while the caller is asked whether to keep on.
    fn collect(
        &self,
        done: &Receiver<Piece>,
        mut keep_on: impl FnMut(Done) -> bool,
    ) -> Result<Vec<RecordBatch>, Error> {
        const ASK_EVERY: Duration = Duration::from_millis(100);
        let mut batches = vec![None; self.pieces.len()];
        let mut so_far = Done::default();
        let mut asked = Instant::now();
        loop {
            match done.recv_timeout(ASK_EVERY) {
                Ok((piece, batch)) => {
                    so_far.add(Done::all(&self.job.texts[self.pieces[piece].clone()]));
                    batches[piece] = Some(self.unless_failed(batch)?);
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if asked.elapsed() >= ASK_EVERY {
                asked = Instant::now();
                if !keep_on(so_far) {
                    return self.unless_failed(Err(Error::interrupted()));
                }
            }
        }
        batches
            .into_iter()
            .map(|batch| batch.ok_or_else(Error::interrupted))
            .collect()
    }

    /// A failure stops the other threads too.
    fn unless_failed<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        if result.is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
        result
    }

    fn batch(&self, rows: Range<usize>, buffers: &mut Buffers) -> Result<RecordBatch, Error> {
        for start in rows.clone().step_by(TEXTS) {
            self.append(start..rows.end.min(start + TEXTS), buffers)?;
        }
        Ok(buffers.columns.take(&self.schema)?)
    }

    fn append(&self, rows: Range<usize>, buffers: &mut Buffers) -> Result<(), Error> {
        for (row, found) in rows.clone().zip(&mut buffers.found) {
            if let Some(text) = self.job.texts[row] {
                self.sift(row, text, &mut buffers.pass)?;
                buffers.pass.exchange(found);
            }
        }
        let what = self.job.sifter.settings().what;
        let texts = self.job.texts[rows].iter().zip(&buffers.found);
        let views =
            texts.map(|(text, found)| Some(View::new((*text)?, found, what, self.options.unit)));
        buffers.columns.append(&views.collect::<Vec<_>>());
        Ok(())
    }

    fn sift(&self, row: usize, text: &str, mentions: &mut Mentions) -> Result<(), Error> {
        let sifter = self.job.sifter;
        let dates = match self.job.references {
            Some(references) => &sifter.dates_at(references[row]),
            None => &sifter.settings().dates,
        };
        let keep_on = || !self.stop.load(Ordering::Relaxed);
        if sifter.sift_while(text, dates, &keep_on, mentions) {
            Ok(())
        } else {
            Err(Error::interrupted())
        }
    }
}
