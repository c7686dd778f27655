//! Just enough of HTML to look at the pages' own tags.

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag<'p> {
    pub(crate) name: &'p str,
    pub(crate) closes: bool,
    pub(crate) attributes: Vec<(&'p str, &'p str)>,
}

impl<'p> Tag<'p> {
    /// An attribute's value.
    pub(crate) fn value(&self, name: &str) -> Option<&'p str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// Parses what stands between the angle brackets.
    fn parse(text: &'p str) -> Self {
        let (closes, text) = text.strip_prefix('/').map_or((false, text), |rest| (true, rest));
        let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let end = rest.find(['=', ' ']).unwrap_or(rest.len());
            let (attribute, after) = rest.split_at(end);
            match after.strip_prefix("=\"") {
                Some(quoted) => {
                    let (value, after) = quoted.split_once('"').expect("a closing quote");
                    attributes.push((attribute, value));
                    rest = after.trim_start();
                }
                None => {
                    attributes.push((attribute, ""));
                    rest = after.trim_start();
                }
            }
        }
        Self { name, closes, attributes }
    }
}

/// Every tag of a page, in order.
pub(crate) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    page.split('<').skip(1).map(|rest| Tag::parse(rest.split_once('>').expect("a closed tag").0))
}
