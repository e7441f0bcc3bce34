use super::file::{ENTRY, FORMAT_VERSION, HEADER, LABELS, MAGIC};
use super::hash_bytes;

/// Writes a model that [`ModelFile`](super::ModelFile) reads.
#[derive(Debug, Clone)]
pub struct ModelWriter {
    task: String,
    language: String,
    bits: u32,
    sections: Vec<(String, Vec<u8>)>,
}

impl ModelWriter {
    /// An empty model for `task` (at most 16 bytes) in `language` whose feature hashes have `bits` bits.
    pub fn new(task: &str, language: &str, bits: u32) -> Self {
        Self {
            task: task.into(),
            language: language.into(),
            bits,
            sections: Vec::new(),
        }
    }

    /// Adds the labels' names.
    pub fn labels<'a>(&mut self, labels: impl IntoIterator<Item = &'a str>) {
        let lines = labels.into_iter().flat_map(|label| [label, "\n"]);
        self.section(LABELS, lines.collect::<String>().into_bytes());
    }

    /// Adds the section `name` (at most 8 bytes).
    pub fn section(&mut self, name: &str, bytes: impl IntoIterator<Item = u8>) {
        self.sections
            .push((name.into(), bytes.into_iter().collect()));
    }

    /// The whole file.
    ///
    /// # Panics
    /// If a name is longer than its field.
    pub fn finish(self) -> Vec<u8> {
        let table = (HEADER + self.sections.len() * ENTRY).next_multiple_of(64);
        let mut body = vec![0; table - HEADER];
        for (index, (name, bytes)) in self.sections.iter().enumerate() {
            let entry = &mut body[index * ENTRY..];
            entry[..8].copy_from_slice(&padded::<8>(name));
            let offset = (HEADER + body.len()) as u32;
            let entry = &mut body[index * ENTRY..];
            entry[8..12].copy_from_slice(&offset.to_le_bytes());
            entry[12..16].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
            body.extend_from_slice(bytes);
            body.resize(body.len().next_multiple_of(64), 0);
        }
        let mut file = MAGIC.to_vec();
        let length = (HEADER + body.len()) as u32;
        for word in [
            FORMAT_VERSION,
            self.bits,
            self.sections.len() as u32,
            length,
        ] {
            file.extend(word.to_le_bytes());
        }
        file.extend(hash_bytes(0, &body).to_le_bytes());
        file.extend(padded::<16>(&self.task));
        file.extend(padded::<16>(&self.language));
        file.extend(body);
        file
    }
}

fn padded<const N: usize>(name: &str) -> [u8; N] {
    assert!(name.len() <= N, "{name:?} is longer than {N} bytes");
    let mut field = [0; N];
    field[..name.len()].copy_from_slice(name.as_bytes());
    field
}
