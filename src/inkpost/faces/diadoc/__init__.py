"""The face that speaks Kontur.Diadoc's interface: exchange of signed documents between boxes."""
