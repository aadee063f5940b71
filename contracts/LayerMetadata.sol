// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Base64} from "solady/utils/Base64.sol";
import {LibString} from "solady/utils/LibString.sol";
import {ILayerMetadata} from "./interfaces/ILayerMetadata.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {ITokenMetadata} from "./interfaces/ITokenMetadata.sol";
import {LayerTraits} from "./libraries/LayerTraits.sol";
import {StyleDrawing} from "./libraries/StyleDrawing.sol";
import {MAX_LEVERS, StyleWord, UNLIMITED_UPDATES} from "./types/StyleWord.sol";

/// @title  LayerMetadata
/// @notice Writes the metadata of a series from what LayerToken holds. Not upgradeable; the artist may move the live
///         pictures until that is frozen, and nothing else.
contract LayerMetadata is ILayerMetadata {
    using LibString for uint256;
    using LibString for string;

    uint256 private constant INDEX_BITS = 16;
    string private constant SERIES = "Pentimento";

    /// @inheritdoc ILayerMetadata
    address public immutable layerToken;
    /// @inheritdoc ILayerMetadata
    bool public imageBaseFrozen;
    /// @inheritdoc ILayerMetadata
    string public imageBase;
    string private _description;

    modifier onlyArtist() {
        if (msg.sender != ILayerToken(layerToken).artist()) revert NotArtist(msg.sender);
        _;
    }

    modifier whileImageBaseMayChange() {
        if (imageBaseFrozen) revert ImageBaseIsFrozen();
        _;
    }

    /// @param layerToken_   the contract whose tokens are described
    /// @param description_  of the series, in any text: it is escaped
    /// @param imageBase_    what comes before the decimal token id in the address of a live picture, or empty
    constructor(address layerToken_, string memory description_, string memory imageBase_) {
        layerToken = layerToken_;
        _description = description_;
        imageBase = imageBase_;
    }

    /// @inheritdoc ILayerMetadata
    function setImageBase(string calldata imageBase_) external onlyArtist whileImageBaseMayChange {
        imageBase = imageBase_;
        emit ImageBaseSet(imageBase_);
    }

    /// @inheritdoc ILayerMetadata
    function freezeImageBase() external onlyArtist whileImageBaseMayChange {
        imageBaseFrozen = true;
        emit ImageBaseFrozen(imageBase);
    }

    /// @inheritdoc ITokenMetadata
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        string memory svg = svgOf(tokenId);
        return _dataURI(
            "application/json",
            string.concat(
                '{"name":"',
                _nameOf(tokenId),
                '","description":"',
                _description.escapeJSON(),
                '","image":"',
                bytes(imageBase).length == 0 ? _dataURI("image/svg+xml", svg) : _liveImageOf(tokenId),
                '","image_data":"',
                svg,
                '","attributes":[',
                _attributesOf(tokenId),
                "]}"
            )
        );
    }

    /// @inheritdoc ITokenMetadata
    function contractURI() external view returns (string memory) {
        return _dataURI(
            "application/json", string.concat('{"name":"', SERIES, '","description":"', _description.escapeJSON(), '"}')
        );
    }

    /// @inheritdoc ITokenMetadata
    function getTraitMetadataURI() external pure returns (string memory) {
        return LayerTraits.metadataURI();
    }

    /// @inheritdoc ILayerMetadata
    function svgOf(uint256 tokenId) public view returns (string memory) {
        ILayerToken token = ILayerToken(layerToken);
        return StyleDrawing.draw(
            StyleWord.wrap(token.styleOf(tokenId)), StyleWord.wrap(token.boundsOf(tokenId)), token.seedOf(tokenId)
        );
    }

    /// @inheritdoc ILayerMetadata
    function versionOf(uint256 tokenId) public view returns (uint256 version) {
        version = _wordOf(tokenId).revision();
        if (uint16(tokenId) == 0) {
            (, uint256 layers) = ILayerToken(layerToken).workOf(tokenId >> INDEX_BITS);
            for (uint256 index = 1; index <= layers; ++index) {
                version += _wordOf(tokenId | index).revision();
            }
        }
    }

    function _liveImageOf(uint256 tokenId) private view returns (string memory) {
        return string.concat(imageBase.escapeJSON(), tokenId.toString(), "?v=", versionOf(tokenId).toString());
    }

    function _nameOf(uint256 tokenId) private pure returns (string memory name) {
        name = string.concat(SERIES, " ", (tokenId >> INDEX_BITS).toString());
        if (uint16(tokenId) != 0) name = string.concat(name, ", layer ", uint256(uint16(tokenId)).toString());
    }

    function _attributesOf(uint256 tokenId) private view returns (string memory attributes) {
        StyleWord word = _wordOf(tokenId);
        StyleWord bounds = StyleWord.wrap(ILayerToken(layerToken).boundsOf(tokenId));
        attributes = string.concat(
            _number("Work", tokenId >> INDEX_BITS),
            uint16(tokenId) == 0 ? _text("Part", "master") : _number("Layer", uint16(tokenId))
        );
        // A lever's name in traits counts from 1, as a reader does.
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            if (bounds.lever(i) == 0) continue;
            attributes = string.concat(attributes, _number(string.concat("Lever ", (i + 1).toString()), word.lever(i)));
        }
        uint24 left = word.updatesLeft();
        return string.concat(
            attributes,
            _number("Revision", word.revision()),
            left == UNLIMITED_UPDATES ? _text("Updates remaining", "unlimited") : _number("Updates remaining", left),
            // The last of the list, so without a comma.
            '{"trait_type":"Frozen","value":"',
            word.frozen() ? "yes" : "no",
            '"}'
        );
    }

    function _wordOf(uint256 tokenId) private view returns (StyleWord) {
        return StyleWord.wrap(ILayerToken(layerToken).styleOf(tokenId));
    }

    function _number(string memory trait, uint256 value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","display_type":"number","value":', value.toString(), "},");
    }

    function _text(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":"', value, '"},');
    }

    function _dataURI(string memory mediaType, string memory content) private pure returns (string memory) {
        return string.concat("data:", mediaType, ";base64,", Base64.encode(bytes(content)));
    }
}
