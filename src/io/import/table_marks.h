// Columns that say which points count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "importer.h"
#include "table_columns.h"
#include "table_text.h"

namespace viamyo {

//! Reads column `c`, which is one of accepted or of excluded points. `flags`, one per row or still empty, are 0 where this column or one before leaves a
//! point out. Throws InputError for a cell that says neither: an exclusion that is not understood must not get lost.
void read_marks(const TableText& table, const std::vector<TableText::Row>& rows, std::size_t c, const Column& column,
                const ImportOptions& options, Import& import, std::vector<std::uint8_t>& flags);

//! Of a column of no known name whose title sounds like such a mark and whose cells are words, yes and no, or few whole numbers: why it leaves no point
//! out. Empty = it is no mark.
std::string why_lost_mark(const std::vector<TableText::Row>& rows, std::size_t c, const Column& column);

}  // namespace viamyo
