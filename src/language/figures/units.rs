//! Units and currencies: what is the same in every language.

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// In metres.
    Length,
    /// In metres a second.
    Speed,
    /// In square metres.
    Area,
    /// In cubic metres.
    Volume,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In degrees Celsius.
    Temperature,
    /// In watts.
    Power,
    /// In joules.
    Energy,
    /// In bytes.
    Data,
    /// In bits a second.
    Rate,
    /// In hertz.
    Frequency,
    /// In volts.
    Voltage,
    /// In pascals.
    Pressure,
}

/// A unit of measure. A value of it is `value * factor + offset` in the base unit of its dimension.
#[derive(Debug)]
pub struct Unit {
    /// The id that profiles use.
    pub id: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// The size of one of it.
    pub factor: f64,
    /// Where its zero is; 0 but for temperatures.
    pub offset: f64,
}

const fn new(id: &'static str, dimension: Dimension, factor: f64) -> Unit {
    Unit { id, dimension, factor, offset: 0.0 }
}

/// Every unit. Factors of the international yard and pound (1959) and of the imperial pint; a month is a
/// twelfth of the Gregorian year.
pub static UNITS: &[Unit] = &[
    new("millimetre", Dimension::Length, 0.001),
    new("centimetre", Dimension::Length, 0.01),
    new("metre", Dimension::Length, 1.0),
    new("kilometre", Dimension::Length, 1000.0),
    new("inch", Dimension::Length, 0.0254),
    new("foot", Dimension::Length, 0.3048),
    new("yard", Dimension::Length, 0.9144),
    new("mile", Dimension::Length, 1609.344),
    new("nautical-mile", Dimension::Length, 1852.0),
    new("light-year", Dimension::Length, 9.4607e15),
    new("kilometre-per-hour", Dimension::Speed, 0.277_778),
    new("mile-per-hour", Dimension::Speed, 0.447_04),
    new("metre-per-second", Dimension::Speed, 1.0),
    new("knot", Dimension::Speed, 0.514_444),
    new("square-metre", Dimension::Area, 1.0),
    new("square-kilometre", Dimension::Area, 1e6),
    new("square-mile", Dimension::Area, 2.589_988e6),
    new("square-foot", Dimension::Area, 0.092_903),
    new("hectare", Dimension::Area, 1e4),
    new("acre", Dimension::Area, 4046.86),
    new("feddan", Dimension::Area, 4200.0),
    new("dunam", Dimension::Area, 1000.0),
    new("cubic-metre", Dimension::Volume, 1.0),
    new("litre", Dimension::Volume, 0.001),
    new("millilitre", Dimension::Volume, 1e-6),
    new("gallon", Dimension::Volume, 0.004_1),
    new("pint", Dimension::Volume, 0.000_52),
    new("barrel", Dimension::Volume, 0.158_987),
    new("microgram", Dimension::Mass, 1e-9),
    new("milligram", Dimension::Mass, 1e-6),
    new("gram", Dimension::Mass, 0.001),
    new("kilogram", Dimension::Mass, 1.0),
    new("tonne", Dimension::Mass, 1000.0),
    new("ounce", Dimension::Mass, 0.028_349),
    new("pound-mass", Dimension::Mass, 0.453_592),
    new("stone", Dimension::Mass, 6.350_29),
    new("second", Dimension::Time, 1.0),
    new("minute", Dimension::Time, 60.0),
    new("hour", Dimension::Time, 3600.0),
    new("day", Dimension::Time, 86_400.0),
    new("week", Dimension::Time, 604_800.0),
    new("fortnight", Dimension::Time, 1_209_600.0),
    new("month", Dimension::Time, 2_629_746.0),
    new("year", Dimension::Time, 31_556_952.0),
    new("decade", Dimension::Time, 315_569_520.0),
    new("century", Dimension::Time, 3_155_695_200.0),
    new("celsius", Dimension::Temperature, 1.0),
    Unit { id: "fahrenheit", dimension: Dimension::Temperature, factor: 0.555_556, offset: -17.777_78 },
    new("watt", Dimension::Power, 1.0),
    new("kilowatt", Dimension::Power, 1e3),
    new("megawatt", Dimension::Power, 1e6),
    new("gigawatt", Dimension::Power, 1e9),
    new("horsepower", Dimension::Power, 745.7),
    new("kilowatt-hour", Dimension::Energy, 3.6e6),
    new("megawatt-hour", Dimension::Energy, 3.6e9),
    new("calorie", Dimension::Energy, 4184.0),
    new("kilobyte", Dimension::Data, 1e3),
    new("megabyte", Dimension::Data, 1e6),
    new("gigabyte", Dimension::Data, 1e9),
    new("terabyte", Dimension::Data, 1e12),
    new("kilobit-per-second", Dimension::Rate, 1e3),
    new("megabit-per-second", Dimension::Rate, 1e6),
    new("gigabit-per-second", Dimension::Rate, 1e9),
    new("hertz", Dimension::Frequency, 1.0),
    new("kilohertz", Dimension::Frequency, 1e3),
    new("megahertz", Dimension::Frequency, 1e6),
    new("gigahertz", Dimension::Frequency, 1e9),
    new("volt", Dimension::Voltage, 1.0),
    new("kilovolt", Dimension::Voltage, 1e3),
    new("bar", Dimension::Pressure, 1e5),
    new("pascal", Dimension::Pressure, 1.0),
];

/// A unit by its place in [`UNITS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitId(usize);

impl UnitId {
    /// What is known about it.
    pub fn facts(self) -> Option<&'static Unit> {
        UNITS.get(self.0)
    }

    /// Its id in the profiles.
    pub fn id(self) -> &'static str {
        self.facts().map_or("", |unit| unit.id)
    }
}

/// The unit of this id.
pub fn unit(id: &str) -> Option<UnitId> {
    UNITS.iter().position(|unit| unit.id == id).map(UnitId)
}

/// Whether `value` of one unit is about `other` of another, as where a text gives miles and its
/// translation kilometres.
///
/// ```
/// use tarjuman::language::figures::{same_size, unit};
/// let [mile, kilometre] = ["mile", "kilometre"].map(|id| unit(id).unwrap());
/// assert!(same_size((5.0, mile), (8.0, kilometre)));
/// assert!(!same_size((5.0, mile), (9.0, kilometre)));
/// ```
pub fn same_size(one: (f64, UnitId), other: (f64, UnitId)) -> bool {
    /// Writers round: 100 miles are 160 km, 6 feet 1.8 m, 30 days a month.
    const ROUNDING: f64 = 0.05;
    /// Degrees, whose zero is not the zero of anything.
    const DEGREES: f64 = 1.5;
    let (Some(unit), Some(of_other)) = (one.1.facts(), other.1.facts()) else { return false };
    if unit.dimension != of_other.dimension {
        return false;
    }
    let (one, other) = (one.0 * unit.factor + unit.offset, other.0 * of_other.factor + of_other.offset);
    if unit.dimension == Dimension::Temperature {
        return (one - other).abs() <= DEGREES;
    }
    (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
}

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a code of three capital letters.
    pub fn from_code(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn profiles_name_units_and_currencies_that_exist() {
        for tag in ["ar", "en", "fr", "es", "ru", "zh", "und"] {
            let language = Language::from_tag(tag).unwrap();
            let figures = &language.profile().figures;
            for id in figures.units.keys() {
                assert!(unit(id).is_some(), "{tag}: no unit {id}");
            }
            for code in figures.currencies.keys() {
                assert!(Currency::from_code(code).is_some(), "{tag}: {code} is no ISO 4217 code");
            }
        }
    }

    #[test]
    fn sizes_are_compared_across_units() {
        let is = |a: f64, x: &str, b: f64, y: &str| same_size((a, unit(x).unwrap()), (b, unit(y).unwrap()));
        assert!(is(2.0, "decade", 20.0, "year"));
        assert!(is(48.0, "hour", 2.0, "day"));
        assert!(is(100.0, "fahrenheit", 37.8, "celsius"));
        assert!(!is(3.0, "day", 3.0, "week"));
        assert!(!is(5.0, "kilogram", 5.0, "metre"));
    }
}
